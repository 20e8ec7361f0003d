import type { PDFPage, PDFRef } from '@cantoo/pdf-lib'
import type { VFile } from 'vfile'
import { report } from '../../../book.ts'
import {
  around,
  cornersOf,
  type Matrix,
  type Point,
  type Rectangle,
  transform
} from '../../../pdf/matrix.ts'
import type { Operation } from '../../../pdf/operations.ts'
import { type Label, markUnits } from '../content/mark.ts'
import type { Resources } from '../content/resources.ts'
import { type Unit, unitsOf } from '../content/units.ts'
import type { Placement } from '../trim.ts'
import { actualTexts } from './actual-texts.ts'
import { type Alignment, align } from './align.ts'
import { matchLinks } from './links.ts'
import type { TextRun } from './merge-fragments.ts'
import type { StructureElement } from './structure-element.ts'

/** The structure element of each run, and the link around it. */
export type RunOwners = Readonly<{
  elementOf: ReadonlyMap<TextRun, StructureElement>
  linkOf: ReadonlyMap<TextRun, StructureElement>
}>

/** A page before it is tagged. */
export type UntaggedPage = Readonly<{
  page: PDFPage
  label: string
  operations: ReadonlyArray<Operation>
  runs: ReadonlyArray<TextRun>
  resources: Resources
}>

/** A page that is tagged. */
export type TaggedPage = Readonly<{
  marked: ReadonlyArray<Operation>
  /** Marked content numbers of each run. */
  numbersOf: ReadonlyMap<TextRun, ReadonlyArray<number>>
  /** Rectangles covered by the content of images, in pt. */
  extentsOf: ReadonlyMap<TextRun, ReadonlyArray<Rectangle>>
  annotations: ReadonlyMap<StructureElement, ReadonlyArray<PDFRef>>
}>

const layout = { artifact: '/Type /Layout' }
const head = { artifact: '/Type /Pagination /Subtype /Header' }
const foot = { artifact: '/Type /Pagination /Subtype /Footer' }

/** Mark the content of a page, and find its links. */
export function tagPage(
  { page, label, operations, runs, resources }: UntaggedPage,
  { elementOf, linkOf }: RunOwners,
  { scale, x, y }: Placement,
  file: VFile
): TaggedPage {
  const units = unitsOf(operations, resources)
  const alignment = align(units, runs)
  const { runOf, furniture } = alignment
  reportLost(alignment, label, file)
  const placed: Matrix = [scale, 0, 0, scale, x, y]
  const middle = page.getHeight() / 2
  const labels = new Map<StructureElement, Label>()
  const texts = actualTexts(units, runOf, runs)
  const labelOf = (unit: Unit): Label => {
    const run = runOf.get(unit)
    const tag = run && elementOf.get(run)
    if (tag) return labels.get(tag) ?? addLabel(tag)
    if (!furniture.has(unit) || !unit.at) return layout
    return transform(placed, unit.at)[1] > middle ? head : foot
  }
  const addLabel = (tag: StructureElement): Label => {
    const label = { tag: tag.role }
    labels.set(tag, label)
    return label
  }
  const { operations: marked, numbers } = markUnits(operations, units, labelOf, texts)
  const links = new Map<StructureElement, Point[]>()
  const numbersOf = new Map<TextRun, number[]>()
  const extentsOf = new Map<TextRun, Rectangle[]>()
  for (const unit of units) {
    const run = runOf.get(unit)
    const number = numbers.get(unit)
    if (!run || number === undefined) continue
    add(numbersOf, run, number)
    const extent = unit.extent && around(cornersOf(unit.extent), placed)
    if (extent) add(extentsOf, run, extent)
    const link = linkOf.get(run)
    const point = unit.at ? transform(placed, unit.at) : extent && middleOf(extent)
    if (link && point) add(links, link, point)
  }
  const { annotations, bare } = matchLinks(page, links)
  for (const { href } of bare) {
    const reason = `Unexpected link to ${href} on page ${label} of which nothing can be clicked`
    report(file, 'template-paint', reason)
  }
  return { marked, numbersOf, extentsOf, annotations }
}

/** Report text or images that are not painted as in the leaf, which would be missing from the tags. */
function reportLost({ lost }: Alignment, label: string, file: VFile): void {
  const node = lost.at(-1)?.node
  if (!node) return
  if (node.type === 'text') {
    const reason = `Unexpected painting of “${node.value.trim()}” on page ${label}, expected each text as it is`
    report(file, 'template-paint', reason, node)
  } else {
    const reason = `Unexpected image “${node.properties.alt}” on page ${label}, expected one that shows something`
    report(file, 'image-blank', reason, node)
  }
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key)
  if (values) values.push(value)
  else map.set(key, [value])
}

function middleOf([x0, y0, x1, y1]: Rectangle): Point {
  return [(x0 + x1) / 2, (y0 + y1) / 2]
}
