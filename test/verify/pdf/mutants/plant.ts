import { deflateSync, inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString
} from '@cantoo/pdf-lib'

/** The file to plant a fault in. */
export type BaseFile = 'reading' | 'attached' | 'press'

/** Make a faulty file from a good one. */
export type Plant = (bytes: Uint8Array) => Promise<Uint8Array>

/** A PDF being changed. */
export type OpenedPdf = Readonly<{
  document: PDFDocument
  context: PDFContext
  catalog: PDFDict
  /** The dictionaries of all objects, including those of streams. */
  dicts: ReadonlyArray<PDFDict>
}>

/** Name a key of a dictionary. */
export const name = (key: string): PDFName => PDFName.of(key)

/** Read a PDF, change it, and write it again. */
export function within(change: (pdf: OpenedPdf) => void, useObjectStreams = true): Plant {
  return async (bytes) => {
    const parseSpeed = Number.POSITIVE_INFINITY
    const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed })
    const { context, catalog } = document
    const dicts = context.enumerateIndirectObjects().flatMap(([, object]) => {
      if (object instanceof PDFRawStream) return [object.dict]
      return object instanceof PDFDict ? [object] : []
    })
    change({ document, context, catalog, dicts })
    const objectsPerTick = Number.POSITIVE_INFINITY
    const saved = await document.save({ addDefaultPage: false, useObjectStreams, objectsPerTick })
    // pdf-lib writes its own version into the header.
    saved.set(bytes.subarray(0, '%PDF-1.n'.length))
    return saved
  }
}

/** Rewrite a PDF unchanged: rewriting alone must not cause a fault. */
export const unchanged: ReadonlyArray<Plant> = [within(() => {}), within(() => {}, false)]

/** Change the bytes of a PDF without object streams, as a string with one character for each byte. */
export function written(change: (text: string) => string): Plant {
  return async (bytes) => {
    const plain = await within(() => {}, false)(bytes)
    const text = Buffer.from(plain).toString('latin1')
    const changed = change(text)
    if (changed === text) throw new Error('Unexpected mutant equal to its base')
    return Buffer.from(changed, 'latin1')
  }
}

/** Find the dictionaries with these names as entries. */
export function all(
  { dicts }: OpenedPdf,
  entries: Readonly<Record<string, string>>
): ReadonlyArray<PDFDict> {
  const found = dicts.filter((dict) =>
    Object.entries(entries).every(([key, value]) => dict.get(name(key)) === name(value))
  )
  if (found.length === 0) throw new Error(`Unexpected file without ${JSON.stringify(entries)}`)
  return found
}

/** Find the first of them. */
export function one(pdf: OpenedPdf, entries: Readonly<Record<string, string>>): PDFDict {
  const [found] = all(pdf, entries)
  if (!found) throw new Error('Unexpected end')
  return found
}

/** Find the first structure element of a type. */
export function tag(pdf: OpenedPdf, type: string): PDFDict {
  return one(pdf, { S: type, Type: 'StructElem' })
}

/** Set an entry of a dictionary; undefined removes it. */
export function set(dict: PDFDict, key: string, value?: PDFObject): void {
  if (value) dict.set(name(key), value)
  else dict.delete(name(key))
}

/** Get an entry that must be a dictionary. */
export function into(dict: PDFDict, ...keys: ReadonlyArray<string>): PDFDict {
  let at = dict
  for (const key of keys) {
    const value = at.lookup(name(key))
    const next = value instanceof PDFRawStream ? value.dict : value
    if (!(next instanceof PDFDict)) throw new Error(`Unexpected file without ${keys.join(' ')}`)
    at = next
  }
  return at
}

/** Get an entry that must be an array. */
export function list(dict: PDFDict, key: string): PDFArray {
  const value = dict.lookup(name(key))
  if (value instanceof PDFArray) return value
  const array = dict.context.obj([])
  const entry = dict.get(name(key))
  if (entry) array.push(entry)
  dict.set(name(key), array)
  return array
}

/** Make a name, a string, a number or a boolean. */
export const text = (value: string): PDFObject => PDFHexString.fromText(value)
export const ascii = (value: string): PDFObject => PDFString.of(value)
export const number = (value: number): PDFObject => PDFNumber.of(value)
export const yes: PDFObject = PDFBool.True

/** Change the content of the first page on which the change has an effect. */
export function painted(change: (content: string) => string): Plant {
  return within((pdf) => repaint(pdf, change))
}

/** The same within another change. */
export function repaint(
  { document, context }: OpenedPdf,
  change: (content: string) => string
): void {
  for (const { node } of document.getPages()) {
    const stream = node.lookup(name('Contents'))
    if (!(stream instanceof PDFRawStream)) throw new Error('Unexpected contents')
    const content = inflateSync(stream.contents).toString('latin1')
    const changed = change(content)
    if (changed === content) continue
    node.set(
      name('Contents'),
      context.register(context.flateStream(Buffer.from(changed, 'latin1')))
    )
    return
  }
  throw new Error('Unexpected mutant equal to its base')
}

/** Change the XMP of the document. */
export function described(change: (xmp: string) => string): Plant {
  return within((pdf) =>
    restream(pdf, pdf.catalog, 'Metadata', (bytes) => {
      const xmp = bytes.toString('utf8')
      const changed = change(xmp)
      if (changed === xmp) throw new Error('Unexpected mutant equal to its base')
      return Buffer.from(changed)
    })
  )
}

/** Change the data of a stream in a dictionary. */
export function restream(
  { context }: OpenedPdf,
  dict: PDFDict,
  key: string,
  change: (bytes: Buffer) => Buffer
): void {
  const ref = dict.get(name(key))
  const stream = dict.lookup(name(key))
  if (!(stream instanceof PDFRawStream) || !(ref instanceof PDFRef)) throw new Error(`No ${key}`)
  const isDeflated = stream.dict.has(name('Filter'))
  const bytes = isDeflated ? inflateSync(stream.contents) : Buffer.from(stream.contents)
  const changed = change(bytes)
  const data = isDeflated ? deflateSync(changed) : changed
  context.assign(ref, PDFRawStream.of(stream.dict, data))
}

/** The composite font that paints the text, its CIDFont, its descriptor. */
export function font(
  pdf: OpenedPdf
): Readonly<{ dict: PDFDict; cid: PDFDict; descriptor: PDFDict }> {
  const dict = one(pdf, { Type: 'Font', Subtype: 'Type0' })
  const cid = list(dict, 'DescendantFonts').lookup(0)
  if (!(cid instanceof PDFDict)) throw new Error('Unexpected font')
  return { dict, cid, descriptor: into(cid, 'FontDescriptor') }
}

/** Change the ToUnicode map of a font. */
export function remeant(change: (cmap: string) => string): Plant {
  return within((pdf) =>
    restream(pdf, font(pdf).dict, 'ToUnicode', (bytes) => {
      const cmap = bytes.toString('latin1')
      const changed = change(cmap)
      if (changed === cmap) throw new Error('Unexpected mutant equal to its base')
      return Buffer.from(changed, 'latin1')
    })
  )
}

/** The first page on which there is an annotation, and the annotation. */
export function link({ document }: OpenedPdf): Readonly<{ page: PDFDict; annotation: PDFDict }> {
  for (const { node } of document.getPages()) {
    const annotation = node.Annots()?.lookup(0)
    if (annotation instanceof PDFDict) return { page: node, annotation }
  }
  throw new Error('Unexpected file without links')
}

/** The first page. */
export function firstPage({ document }: OpenedPdf): PDFDict {
  return document.getPage(0).node
}

/** Put a form XObject on the first page and paint it. */
export function paintForm(
  pdf: OpenedPdf,
  content: string,
  entries: Record<string, PDFObject>
): void {
  const { context } = pdf
  const dict = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9], ...entries }
  const form = context.register(context.flateStream(Buffer.from(content), dict))
  const resources = into(firstPage(pdf), 'Resources')
  const forms = resources.lookup(name('XObject'))
  const named = forms instanceof PDFDict ? forms : context.obj({})
  named.set(name('Mutant'), form)
  resources.set(name('XObject'), named)
  repaint(pdf, (content) => `${content}\n/Artifact BMC /Mutant Do EMC\n`)
}
