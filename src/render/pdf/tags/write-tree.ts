import {
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  type PDFRef,
  PDFString
} from 'pdf-lib'
import { roleMap, type StructureElement } from './structure-element.ts'

/** Content of a structure element on a page, by its index: marked content, or an annotation. */
export type Content = Readonly<
  { page: number; number: number } | { page: number; annotation: PDFRef }
>

/** What is known of structure elements beside what they are. */
export type StructureContent = Readonly<{
  /** What stands in an element, in reading order. */
  kidsOf: (tag: StructureElement) => ReadonlyArray<StructureElement | Content>
  /** The rectangle a figure covers, pt: left, bottom, right, top. */
  extentOf: (tag: StructureElement) => ReadonlyArray<number> | undefined
}>

/** The way back from content to the elements it stands in. */
type ParentTreeEntries = Readonly<{
  /** By page and number of the marked content. */
  marked: ReadonlyArray<PDFRef[]>
  annotations: Array<Readonly<{ annotation: PDFRef; parent: PDFRef }>>
  names: Array<readonly [id: string, ref: PDFRef]>
}>

/** Write the tag tree (PDF 32000-1, 14.7.2). An element without content is not written. */
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

/** Write an element and what stands in it; the numbers of its own page stand alone. */
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
  // A row has as many cells as the others.
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

/** Write the way back to the elements from pages and annotations, each of which has a key (14.7.4.4). */
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
