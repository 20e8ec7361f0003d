import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPage,
  PDFRef,
  PDFString
} from '@cantoo/pdf-lib'
import type { Point } from '../../../pdf/matrix.ts'
import { linkTo } from '../document.ts'
import { runsOf, type StructureElement } from './structure-element.ts'

/**
 * Find the link of each annotation of a page: among those with its target, the one with most
 * content in the annotation's rectangle. Chromium makes an annotation for every box of a link, also
 * for boxes without text, such as an emphasis dot; those are removed.
 *
 * @param links the links of the page, with the starting points of their content.
 * @returns the annotations of each link, and the links without any.
 */
export function matchLinks(
  page: PDFPage,
  links: ReadonlyMap<StructureElement, ReadonlyArray<Point>>
): Readonly<{
  annotations: ReadonlyMap<StructureElement, ReadonlyArray<PDFRef>>
  bare: ReadonlyArray<StructureElement>
}> {
  const found = new Map<StructureElement, PDFRef[]>([...links.keys()].map((link) => [link, []]))
  const annotations = page.node.Annots()
  const kept: PDFRef[] = []
  for (const ref of annotations?.asArray() ?? []) {
    const annotation = page.node.context.lookup(ref)
    if (!(ref instanceof PDFRef) || !(annotation instanceof PDFDict)) continue
    const target = targetOf(annotation)
    const inside = rectangleOf(annotation)
    const [best] = [...links]
      .filter(([link]) => link.href !== undefined && linkTo(link.href) === target)
      .map(([link, points]) => ({ link, count: points.filter(inside).length }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count)
    if (!best) continue
    kept.push(ref)
    found.get(best.link)?.push(ref)
  }
  if (annotations) page.node.set(PDFName.of('Annots'), page.node.context.obj(kept))
  const bare = [...found].flatMap(([link, refs]) => (refs.length === 0 ? [link] : []))
  return { annotations: found, bare }
}

/** Write the target and the alternative description of a link annotation (ISO 14289-1, 7.18.5). */
export function writeLink(
  annotation: PDFDict,
  link: StructureElement,
  destinations: ReadonlyMap<string, PDFArray>
): void {
  const { href = '' } = link
  const text = link.label ?? textOf(link)
  const isInternal = href.startsWith('#')
  const said = isInternal || text === href ? text : `${text} ${href}`
  annotation.set(PDFName.of('Contents'), PDFHexString.fromText(said))
  annotation.set(PDFName.of('F'), PDFNumber.of(print))
  annotation.set(PDFName.of('Border'), annotation.context.obj([0, 0, 0]))
  if (!isInternal) return
  const destination = destinations.get(decodeURIComponent(href.slice(1)))
  if (!destination) throw new Error(`Unexpected link to ${href} without a destination`)
  annotation.delete(PDFName.of('A'))
  annotation.set(PDFName.of('Dest'), destination)
}

/** The Print flag of an annotation (PDF 32000-1, 12.5.3). */
const print = 4

function textOf(tag: StructureElement): string {
  const texts = [...runsOf(tag)].map(
    ({ node, says }) => says ?? (node.type === 'text' ? node.value : String(node.properties.alt))
  )
  // Hyphens at line ends are not part of the word.
  return texts.join('').replaceAll('\u00AD', '').replaceAll(/\s+/gu, ' ').trim()
}

function targetOf(annotation: PDFDict): string {
  const action = annotation.lookup(PDFName.of('A'))
  const uri = action instanceof PDFDict ? action.lookup(PDFName.of('URI')) : undefined
  return uri instanceof PDFString || uri instanceof PDFHexString ? linkTo(uri.decodeText()) : ''
}

function rectangleOf(annotation: PDFDict): (point: Point) => boolean {
  const [left = 0, bottom = 0, right = 0, top = 0] = annotation
    .lookup(PDFName.of('Rect'), PDFArray)
    .asArray()
    .map((value) => (value instanceof PDFNumber ? value.asNumber() : 0))
  return ([x, y]) => x >= left && x <= right && y >= bottom && y <= top
}
