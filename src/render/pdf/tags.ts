import { type PDFArray, PDFDict, type PDFDocument } from '@cantoo/pdf-lib'
import type { VFile } from 'vfile'
import type { Typeset } from '../../book.ts'
import { union } from '../../pdf/matrix.ts'
import type { Operation } from '../../pdf/operations.ts'
import { resourceReader } from './content/resources.ts'
import { writeLink } from './tags/links.ts'
import { mergeFragments, type TextRun } from './tags/merge-fragments.ts'
import { placeNotes } from './tags/place-notes.ts'
import {
  beginWithTitle,
  isStructureElement,
  type StructureElement,
  walkStructure
} from './tags/structure-element.ts'
import { tagChildren } from './tags/tag-children.ts'
import { type RunOwners, type TaggedPage, tagPage } from './tags/tag-page.ts'
import { type Content, writeTree } from './tags/write-tree.ts'
import type { Placement } from './trim.ts'

/** The input of tagging the pages of a document. */
export type Tagging = Readonly<{
  /** The operations of each page, as written by Chromium. */
  contents: ReadonlyArray<ReadonlyArray<Operation>>
  placement: Placement
  destinations: ReadonlyMap<string, PDFArray>
}>

/**
 * Tag pages (ISO 14289-1, 7.1; ISO 19005-2, 6.7.3): build the structure tree from the leaves, mark
 * the content of every page as part of it or as an artifact, and connect the links.
 *
 * @returns the marked operations of each page; text that is not painted as in the leaf is reported
 * on the file.
 */
export function tagPages(
  document: PDFDocument,
  { contents, placement, destinations }: Tagging,
  { book, leaves }: Typeset<'pdf' | 'cover'>,
  file: VFile
): ReadonlyArray<ReadonlyArray<Operation>> {
  const { body, notes, runs } = mergeFragments(leaves)
  const { lang } = book.meta
  const text: StructureElement = { role: 'Document', children: tagChildren(body, lang) }
  const root = beginWithTitle(placeNotes(text, tagChildren(notes, lang).filter(isStructureElement)))
  const owners = findOwners(root)
  const read = resourceReader()
  const pages = document.getPages().map((page, index) => {
    const operations = contents[index] ?? []
    const own = { page, operations, runs: runs[index] ?? [], resources: read(page) }
    return tagPage({ ...own, label: leaves[index]?.label ?? '' }, owners, placement, file)
  })
  const objects = new Map<StructureElement, Content[]>()
  for (const [page, { annotations }] of pages.entries()) {
    for (const [link, refs] of annotations) {
      for (const annotation of refs) {
        writeLink(document.context.lookup(annotation, PDFDict), link, destinations)
        objects.set(link, [...(objects.get(link) ?? []), { page, annotation }])
      }
    }
  }
  writeTree(document, root, {
    kidsOf: (tag) => [...kidsOf(tag, pages), ...(objects.get(tag) ?? [])],
    extentOf: (tag) => extentOf(tag, pages)
  })
  return pages.map(({ marked }) => marked)
}

/** Find the structure element of each run, and its link, if any. */
function findOwners(root: StructureElement): RunOwners {
  const elementOf = new Map<TextRun, StructureElement>()
  const linkOf = new Map<TextRun, StructureElement>()
  for (const tag of walkStructure(root)) {
    for (const child of tag.children) if (!isStructureElement(child)) elementOf.set(child, tag)
    if (tag.role !== 'Link') continue
    for (const inner of walkStructure(tag)) {
      for (const child of inner.children) if (!isStructureElement(child)) linkOf.set(child, tag)
    }
  }
  return { elementOf, linkOf }
}

/** List the kids of an element; each marked content number once. */
function kidsOf(
  tag: StructureElement,
  pages: ReadonlyArray<TaggedPage>
): ReadonlyArray<StructureElement | Content> {
  const told = new Set<string>()
  return tag.children.flatMap((child): ReadonlyArray<StructureElement | Content> => {
    if (isStructureElement(child)) return [child]
    const numbers = pages[child.page]?.numbersOf.get(child) ?? []
    return numbers.flatMap((number) => {
      const key = `${child.page} ${number}`
      if (told.has(key)) return []
      told.add(key)
      return [{ page: child.page, number }]
    })
  })
}

/** Compute the bounding box of a figure, to 0.01 pt (14.8.5.4.3). */
function extentOf(
  tag: StructureElement,
  pages: ReadonlyArray<TaggedPage>
): ReadonlyArray<number> | undefined {
  if (tag.role !== 'Figure') return undefined
  const extents = tag.children.flatMap((child) =>
    isStructureElement(child) ? [] : (pages[child.page]?.extentsOf.get(child) ?? [])
  )
  return extents.length > 0
    ? extents.reduce(union).map((edge) => Number(edge.toFixed(2)))
    : undefined
}
