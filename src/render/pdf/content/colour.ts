import {
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef
} from '@cantoo/pdf-lib'
import type { Operation } from '../../../pdf/operations.ts'
import { readStream, writeStream } from '../../../pdf/streams.ts'
import { type Encounter, encountersIn, encountersOf, type Outcome } from './colour/encounter.ts'
import { greyImage } from './colour/image.ts'
import { normaliseColour, type Scheme } from './colour/operation.ts'
import { greyEntry, greyShading } from './colour/shading.ts'

/** Told of each encounter, and with which operation it was met. */
type ReportColour = (encounter: Encounter, index: number) => void

/** Normalise the colours of a page and of all it paints with. */
export type ColourNormaliser = (
  page: PDFPage,
  operations: ReadonlyArray<Operation>,
  tell?: ReportColour
) => ReadonlyArray<Operation>

/** Normalise what a resource of a kind is, the first time it is met. */
type NormaliseResource = (entry: PDFObject, resources: PDFDict) => ReadonlyArray<Encounter>

const key = (name: string): PDFName => PDFName.of(name)

/**
 * Normalise the colours of a document (PDF 32000-1, 8.6): those of its pages, and of the form XObjects,
 * images, patterns, shadings and soft masks they paint with, each once, however often it is painted.
 */
export function colourNormaliser({ context }: PDFDocument, scheme: Scheme): ColourNormaliser {
  const met = new Map<PDFObject, ReadonlyArray<Encounter>>()
  const functions = new Map<PDFObject, Outcome>()
  return (page, operations, tell = () => {}) => {
    const group = page.node.lookup(key('Group'))
    if (group instanceof PDFDict && scheme === 'grey') greySpace(group)
    return normalise(operations, page.node.Resources() ?? PDFDict.withContext(context), tell)
  }

  function normalise(
    operations: ReadonlyArray<Operation>,
    resources: PDFDict,
    tell: ReportColour
  ): ReadonlyArray<Operation> {
    return operations.map((one, index) => {
      const { operator, operands } = one
      const name = operands.at(-1)?.slice(1) ?? ''
      const visit = (kind: string, settling: NormaliseResource) => {
        for (const encounter of once(kind, name, resources, settling)) tell(encounter, index)
      }
      if (operator === 'Do') visit('XObject', settleXObject)
      if (/^scn$/i.test(operator)) visit('Pattern', settlePattern)
      if (operator === 'sh') visit('Shading', settleShading)
      if (operator === 'gs') visit('ExtGState', settleState)
      return normaliseColour(one, resources, scheme, (encounter) => tell(encounter, index))
    })
  }

  /** Normalise a resource by its name, unless that was done before. */
  function once(
    kind: string,
    name: string,
    resources: PDFDict,
    settling: NormaliseResource
  ): ReadonlyArray<Encounter> {
    const kinds = resources.lookup(key(kind))
    const entry = kinds instanceof PDFDict ? kinds.get(key(name)) : undefined
    const before = entry && met.get(entry)
    if (!entry || before) return before ?? []
    met.set(entry, [])
    const found = settling(entry, resources)
    met.set(entry, found)
    return found
  }

  function settleXObject(entry: PDFObject, resources: PDFDict): ReadonlyArray<Encounter> {
    const stream = context.lookup(entry)
    if (!(stream instanceof PDFRawStream) || !(entry instanceof PDFRef)) return []
    if (stream.dict.lookup(key('Subtype')) !== key('Image')) {
      return settlePaint(entry, stream, resources)
    }
    if (scheme === 'fold') return []
    const grey = greyImage(stream)
    context.assign(entry, grey.stream)
    return encountersIn('image', grey)
  }

  /** Normalise what is painted by operations of its own: a form XObject, a tile of a pattern. */
  function settlePaint(
    ref: PDFRef,
    stream: PDFRawStream,
    around: PDFDict
  ): ReadonlyArray<Encounter> {
    const group = stream.dict.lookup(key('Group'))
    const found = new Map<string, Encounter>()
    if (group instanceof PDFDict && scheme === 'grey') greySpace(group)
    const own = stream.dict.lookup(key('Resources'))
    const resources = own instanceof PDFDict ? own : around
    const normalised = normalise(readStream(stream), resources, (encounter) => {
      found.set(encounter.what, encounter)
    })
    context.assign(ref, writeStream(stream, normalised))
    return [...found.values()]
  }

  function settlePattern(entry: PDFObject, resources: PDFDict): ReadonlyArray<Encounter> {
    const pattern = context.lookup(entry)
    if (pattern instanceof PDFRawStream && entry instanceof PDFRef) {
      return settlePaint(entry, pattern, resources)
    }
    const shading = pattern instanceof PDFDict && pattern.get(key('Shading'))
    return shading ? settleShading(shading) : []
  }

  function settleShading(entry: PDFObject): ReadonlyArray<Encounter> {
    if (scheme === 'fold') return []
    const shading = context.lookup(entry)
    const dict = shading instanceof PDFRawStream ? shading.dict : shading
    return dict instanceof PDFDict ? encountersIn('gradient', greyShading(dict, functions)) : []
  }

  /** Normalise a graphics state (PDF 32000-1, 8.4.5). A soft mask is nothing that is seen. */
  function settleState(entry: PDFObject, resources: PDFDict): ReadonlyArray<Encounter> {
    const state = context.lookup(entry)
    if (!(state instanceof PDFDict) || scheme === 'fold') return []
    const modes = String(state.lookup(key('BM')) ?? '').match(/\w+/g) ?? []
    const mask = state.lookup(key('SMask'))
    const group = mask instanceof PDFDict ? mask.get(key('G')) : undefined
    if (mask instanceof PDFDict) greyEntry(mask, 'BC')
    const within = group ? settleXObject(group, resources) : []
    return [...encountersOf(modes), ...within.filter(({ kind }) => kind === 'fault')]
  }
}

/** Let what is blended in a group (PDF 32000-1, 11.6.6) be greys. */
function greySpace(group: PDFDict): void {
  if (group.has(key('CS'))) group.set(key('CS'), key('DeviceGray'))
}
