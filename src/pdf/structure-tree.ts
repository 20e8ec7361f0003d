import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRef } from '@cantoo/pdf-lib'
import { dictAt, dictOf, entriesAt, lookUp, nameAt, nameOf, numberAt, numberOf } from './objects.ts'

/** A structure element (PDF 32000-1, 14.7.2). */
export type StructureElement = {
  readonly dict: PDFDict
  readonly ref: PDFRef | undefined
  /** Its structure type as written, and the standard type it is mapped to. */
  readonly role: string
  readonly type: string
  readonly parent: StructureElement | undefined
  kids: ReadonlyArray<StructureKid>
}

/** What a structure element holds. */
export type StructureKid =
  | Readonly<{ kind: 'tag'; tag: StructureElement }>
  | Readonly<{ kind: 'content'; page: PDFRef | undefined; mcid: number }>
  | Readonly<{ kind: 'object'; ref: PDFRef | undefined }>

/** The tag tree of a file: its root, and every element in reading order. */
export type StructureTree = Readonly<{
  root: PDFDict | undefined
  top: ReadonlyArray<StructureElement>
  all: ReadonlyArray<StructureElement>
  roles: ReadonlyMap<string, string>
  /** What the keys of pages and annotations lead to (PDF 32000-1, 14.7.4.4). */
  parents: ReadonlyMap<number, PDFObject | undefined>
}>

/** The structure types of PDF 32000-1, 14.8.4. */
export const standardTypes: ReadonlySet<string> = new Set(
  (
    'Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 ' +
    'L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot ' +
    'Ruby RB RT RP Warichu WT WP Figure Formula Form'
  ).split(' ')
)

/** Read the tag tree. */
export function readStructureTree(catalog: PDFDict): StructureTree {
  const root = dictAt(catalog, 'StructTreeRoot')
  const roles = readRoles(root)
  const all: StructureElement[] = []
  const seen = new Set<PDFDict>()
  const top = entriesAt(root, 'K').flatMap((entry) => readTag(entry, undefined) ?? [])
  return { root, top, all, roles, parents: readParents(dictAt(root, 'ParentTree')) }

  function readTag(
    entry: PDFObject,
    parent: StructureElement | undefined
  ): StructureElement | undefined {
    const dict = dictOf(catalog.context.lookup(entry))
    if (!dict || seen.has(dict)) return undefined
    seen.add(dict)
    const role = nameAt(dict, 'S') ?? ''
    const ref = entry instanceof PDFRef ? entry : undefined
    const tag: StructureElement = { dict, ref, role, type: resolve(role, roles), parent, kids: [] }
    all.push(tag)
    tag.kids = entriesAt(dict, 'K').flatMap((kid) => readKid(kid, tag) ?? [])
    return tag
  }

  function readKid(entry: PDFObject, tag: StructureElement): StructureKid | undefined {
    const kid = catalog.context.lookup(entry)
    const page = (dict: PDFDict) => {
      const ref = dict.get(PDFName.of('Pg'))
      return ref instanceof PDFRef ? ref : undefined
    }
    const mcid = numberOf(kid)
    if (mcid !== undefined) return { kind: 'content', page: page(tag.dict), mcid }
    if (!(kid instanceof PDFDict)) return undefined
    const type = nameAt(kid, 'Type')
    if (type === 'MCR') {
      return {
        kind: 'content',
        page: page(kid) ?? page(tag.dict),
        mcid: numberAt(kid, 'MCID') ?? -1
      }
    }
    if (type === 'OBJR') {
      const ref = entriesAt(kid, 'Obj')[0]
      return { kind: 'object', ref: ref instanceof PDFRef ? ref : undefined }
    }
    const inner = readTag(entry, tag)
    return inner && { kind: 'tag', tag: inner }
  }
}

/** Follow the role map to a standard type, or as far as it goes. */
function resolve(role: string, roles: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let type = role
  while (!standardTypes.has(type) && !seen.has(type)) {
    seen.add(type)
    type = roles.get(type) ?? type
  }
  return type
}

function readRoles(root: PDFDict | undefined): ReadonlyMap<string, string> {
  const map = dictAt(root, 'RoleMap')
  return new Map(map?.entries().map(([key, value]) => [key.decodeText(), nameOf(value) ?? '']))
}

/** Read a number tree (PDF 32000-1, 7.9.7). */
function readParents(node: PDFDict | undefined): ReadonlyMap<number, PDFObject | undefined> {
  const parents = new Map<number, PDFObject | undefined>()
  const visit = (dict: PDFDict | undefined) => {
    const numbers = lookUp(dict, 'Nums')
    if (numbers instanceof PDFArray) {
      for (let at = 0; at + 1 < numbers.size(); at += 2) {
        parents.set(numberOf(numbers.lookup(at)) ?? -1, numbers.lookup(at + 1))
      }
    }
    for (const kid of entriesAt(dict, 'Kids')) visit(dictOf(dict?.context.lookup(kid)))
  }
  visit(node)
  return parents
}
