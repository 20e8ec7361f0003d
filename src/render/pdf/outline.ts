import {
  type PDFContext,
  type PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef
} from '@cantoo/pdf-lib'
import { toString as textOf } from 'hast-util-to-string'
import type { Book, PageGeometry } from '../../book.ts'
import { destination } from './destinations.ts'

type Entry = Readonly<{ id: string; depth: number; text: string }>

/**
 * Write the outline (PDF 32000-1, 12.3.3): title, contents, the nested headings, signatures,
 * endnotes, colophon. Headings below the first level are collapsed.
 */
export function writeOutline(
  { catalog, context }: PDFDocument,
  { at }: PageGeometry,
  book: Book
): void {
  const entries: ReadonlyArray<Entry> = [
    { id: 'title', depth: 2, text: book.meta.title },
    { id: 'contents', depth: 2, text: '目录' },
    ...book.outline,
    { id: 'signatories', depth: 2, text: '签署' },
    ...noteEntries(book),
    { id: 'colophon', depth: 2, text: '版本记录' }
  ]
  const outline = context.obj({ Type: 'Outlines' })
  const ref = context.register(outline)
  const known = entries.filter((entry) => at[entry.id])
  const count = writeLevel(context, { ref, dict: outline }, known)
  outline.set(PDFName.of('Count'), context.obj(count))
  catalog.set(PDFName.of('Outlines'), ref)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

/** List the generated headings of the notes, which are not in the book's outline. */
function noteEntries({ body }: Book): ReadonlyArray<Entry> {
  const sections = body.children.filter((node) => node.type === 'element')
  return sections
    .filter(({ properties }) => properties.dataFootnotes !== undefined)
    .flatMap(({ children }) => children.filter((node) => node.type === 'element'))
    .flatMap((node) => {
      const depth = Number(/^h([2-6])$/.exec(node.tagName)?.[1])
      return depth ? [{ id: String(node.properties.id), depth, text: textOf(node) }] : []
    })
}

/** Write entries and their descendants under a parent; return the number of direct children. */
function writeLevel(
  context: PDFContext,
  parent: Readonly<{ ref: PDFRef; dict: PDFDict }>,
  entries: ReadonlyArray<Entry>
): number {
  const top = Math.min(...entries.map((entry) => entry.depth))
  const starts = entries.flatMap((entry, index) => (entry.depth === top ? [index] : []))
  const refs = starts.map(() => context.nextRef())
  for (const [order, start] of starts.entries()) {
    const entry = entries[start]
    const ref = refs[order]
    if (!entry || !ref) continue
    const dict = context.obj({
      Title: PDFHexString.fromText(entry.text),
      Parent: parent.ref,
      Dest: destination(entry.id)
    })
    context.assign(ref, dict)
    link(dict, 'Prev', refs[order - 1])
    link(dict, 'Next', refs[order + 1])
    const nested = entries.slice(start + 1, starts[order + 1])
    const count = writeLevel(context, { ref, dict }, nested)
    if (count > 0) dict.set(PDFName.of('Count'), context.obj(-count))
  }
  link(parent.dict, 'First', refs[0])
  link(parent.dict, 'Last', refs.at(-1))
  return refs.length
}

function link(dict: PDFDict, key: string, ref: PDFRef | undefined): void {
  if (ref) dict.set(PDFName.of(key), ref)
}
