import type { PDFPage, PDFRef } from 'pdf-lib'
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
import { type Alignment, align } from './align.ts'
import type { Stretch } from './gather.ts'
import { matchLinks } from './links.ts'
import { spell } from './spell.ts'
import type { Tag } from './tag.ts'

/** The structure element each stretch stands in, and the link around it. */
export type Owners = Readonly<{
  tagOf: ReadonlyMap<Stretch, Tag>
  linkOf: ReadonlyMap<Stretch, Tag>
}>

/** A page before it is tagged. */
export type Page = Readonly<{
  page: PDFPage
  label: string
  operations: ReadonlyArray<Operation>
  stretches: ReadonlyArray<Stretch>
  resources: Resources
}>

/** A page that is tagged. */
export type TaggedPage = Readonly<{
  marked: ReadonlyArray<Operation>
  /** The numbers of the marked content each stretch is painted with. */
  numbersOf: ReadonlyMap<Stretch, ReadonlyArray<number>>
  /** The rectangles that what paints an image covers, pt. */
  extentsOf: ReadonlyMap<Stretch, ReadonlyArray<Rectangle>>
  annotations: ReadonlyMap<Tag, ReadonlyArray<PDFRef>>
}>

const layout = { artifact: '/Type /Layout' }
const head = { artifact: '/Type /Pagination /Subtype /Header' }
const foot = { artifact: '/Type /Pagination /Subtype /Footer' }

/** Mark the content of a page and find its links. */
export function tagPage(
  { page, label, operations, stretches, resources }: Page,
  { tagOf, linkOf }: Owners,
  { scale, x, y }: Placement,
  file: VFile
): TaggedPage {
  const units = unitsOf(operations, resources)
  const alignment = align(units, stretches)
  const { stretchOf, furniture } = alignment
  reportLost(alignment, label, file)
  const placed: Matrix = [scale, 0, 0, scale, x, y]
  const middle = page.getHeight() / 2
  const labels = new Map<Tag, Label>()
  const texts = spell(units, stretchOf, stretches)
  const labelOf = (unit: Unit): Label => {
    const stretch = stretchOf.get(unit)
    const tag = stretch && tagOf.get(stretch)
    if (tag) return labels.get(tag) ?? addLabel(tag)
    if (!furniture.has(unit) || !unit.at) return layout
    return transform(placed, unit.at)[1] > middle ? head : foot
  }
  const addLabel = (tag: Tag): Label => {
    const label = { tag: tag.role }
    labels.set(tag, label)
    return label
  }
  const { operations: marked, numbers } = markUnits(operations, units, labelOf, texts)
  const links = new Map<Tag, Point[]>()
  const numbersOf = new Map<Stretch, number[]>()
  const extentsOf = new Map<Stretch, Rectangle[]>()
  for (const unit of units) {
    const stretch = stretchOf.get(unit)
    const number = numbers.get(unit)
    if (!stretch || number === undefined) continue
    add(numbersOf, stretch, number)
    const extent = unit.extent && around(cornersOf(unit.extent), placed)
    if (extent) add(extentsOf, stretch, extent)
    const link = linkOf.get(stretch)
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

/** Text that is not painted, or not as the leaf has it, would be lost to who cannot see it. */
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
