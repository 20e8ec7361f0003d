import {
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFRef,
  PDFString
} from '@cantoo/pdf-lib'
import { roleMap, type StructureElement } from './structure-element.ts'

/** Content of a structure element on a page: marked content, or an annotation. */
export type Content = Readonly<
  { page: number; number: number } | { page: number; annotation: PDFRef }
>

/** The content and extent of structure elements. */
export type StructureContent = Readonly<{
  /** The kids of an element, in reading order. */
  kidsOf: (tag: StructureElement) => ReadonlyArray<StructureElement | Content>
  /** The bounding box of a figure in pt: left, bottom, right, top. */
  extentOf: (tag: StructureElement) => ReadonlyArray<number> | undefined
}>

/** Entries of the parent tree and the IDTree, collected while writing. */
type ParentTreeEntries = Readonly<{
  /** Parents by page and marked content number. */
  marked: ReadonlyArray<PDFRef[]>
  annotations: Array<Readonly<{ annotation: PDFRef; parent: PDFRef }>>
  names: Array<readonly [id: string, ref: PDFRef]>
}>

/** Write the structure tree (PDF 32000-1, 14.7.2). Elements without content are not written. */
export function writeTree(
  document: PDFDocument,
  root: StructureElement,
  found: StructureContent
): void {
  const { catalog, context } = document
  const tree = context.nextRef()
  const entries: ParentTreeEntries = {
    marked: document.getPages().map(() => []),
    annotations: [],
    names: []
  }
  const top = writeElement(document, root, tree, found, entries)
  const names = entries.names.sort(([one], [other]) => (one < other ? -1 : 1))
  const ids = names.flatMap(([id, ref]) => [PDFString.of(id), ref])
  context.assign(
    tree,
    context.obj({
      Type: 'StructTreeRoot',
      ...(top ? { K: top } : {}),
      RoleMap: { ...roleMap },
      ...(ids.length > 0 ? { IDTree: context.register(context.obj({ Names: ids })) } : {}),
      ...writeParentTree(document, entries)
    })
  )
  catalog.set(PDFName.of('StructTreeRoot'), tree)
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
}

/** Write an element and its kids; content on its own page is written as a bare number. */
function writeElement(
  document: PDFDocument,
  tag: StructureElement,
  parent: PDFRef,
  found: StructureContent,
  entries: ParentTreeEntries
): PDFRef | undefined {
  const { context } = document
  const ref = context.nextRef()
  const kids = found.kidsOf(tag)
  const first = kids.find((kid): kid is Content => !isElement(kid))
  const written = kids.flatMap((kid): ReadonlyArray<PDFObject> => {
    if (isElement(kid)) {
      const element = writeElement(document, kid, ref, found, entries)
      return element ? [element] : []
    }
    return [writeContent(document, kid, first?.page, ref, entries)]
  })
  // Empty cells are kept, so that all rows have the same number.
  if (written.length === 0 && tag.role !== 'TD' && tag.role !== 'TH') return undefined
  const page = first && document.getPages()[first.page]
  if (tag.id !== undefined) entries.names.push([tag.id, ref])
  const element = context.obj({
    Type: 'StructElem',
    S: tag.role,
    P: parent,
    ...(page ? { Pg: page.ref } : {}),
    ...(written.length > 0 ? { K: written } : {}),
    ...(tag.id === undefined ? {} : { ID: PDFString.of(tag.id) }),
    ...(tag.lang === undefined ? {} : { Lang: PDFString.of(tag.lang) }),
    ...textual({ T: tag.title, Alt: tag.alt })
  })
  context.assign(ref, element)
  writeAttributes(element, tag, found)
  return ref
}

function isElement(kid: StructureElement | Content): kid is StructureElement {
  return 'role' in kid
}

function textual(
  entries: Readonly<Record<string, string | undefined>>
): Record<string, PDFHexString> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, text]) =>
      text === undefined ? [] : [[key, PDFHexString.fromText(text)]]
    )
  )
}

function writeContent(
  document: PDFDocument,
  content: Content,
  own: number | undefined,
  parent: PDFRef,
  { marked, annotations }: ParentTreeEntries
): PDFObject {
  const { context } = document
  const page = document.getPages()[content.page]
  if (!page) throw new Error('Unexpected content without a page')
  if ('annotation' in content) {
    const { annotation } = content
    annotations.push({ annotation, parent })
    return context.obj({ Type: 'OBJR', Obj: annotation, Pg: page.ref })
  }
  const refs = marked[content.page] ?? []
  refs[content.number] = parent
  return content.page === own
    ? context.obj(content.number)
    : context.obj({ Type: 'MCR', Pg: page.ref, MCID: content.number })
}

function writeAttributes(
  element: PDFDict,
  tag: StructureElement,
  { extentOf }: StructureContent
): void {
  const extent = extentOf(tag)
  const owners: Record<string, Record<string, unknown>> = { ...tag.attributes }
  if (extent) owners.Layout = { ...owners.Layout, BBox: extent }
  const written = Object.entries(owners).map(([owner, attributes]) => {
    return element.context.obj({ O: owner, ...attributes })
  })
  const [only] = written
  if (only) {
    element.set(PDFName.of('A'), written.length === 1 ? only : element.context.obj(written))
  }
}

/** Write the parent tree, with a key for each page and annotation (14.7.4.4). */
function writeParentTree(
  document: PDFDocument,
  { marked, annotations }: ParentTreeEntries
): Readonly<{ ParentTree: PDFRef; ParentTreeNextKey: number }> {
  const { context } = document
  const pages = document.getPages()
  for (const [key, { node }] of pages.entries()) {
    node.set(PDFName.of('StructParents'), context.obj(key))
    node.set(PDFName.of('Tabs'), PDFName.of('S'))
  }
  for (const [index, { annotation }] of annotations.entries()) {
    const dict = context.lookup(annotation, PDFDict)
    dict.set(PDFName.of('StructParent'), context.obj(pages.length + index))
  }
  const refs = [
    ...marked.map((parents) => context.register(context.obj(parents))),
    ...annotations.map(({ parent }) => parent)
  ]
  const nums = refs.flatMap((ref, key) => [key, ref])
  return {
    ParentTree: context.register(context.obj({ Nums: nums })),
    ParentTreeNextKey: refs.length
  }
}
