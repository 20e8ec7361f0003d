import type { PdfFile } from '../pdf/document.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import { type Check, type Fault, read, unless } from './fault.ts'
import { inElements } from './in-structure.ts'

const rows = ['THead', 'TBody', 'TFoot']

/** What an element may hold; a type that is not named here may hold anything that `blocks` allows. */
const holds: Readonly<Record<string, ReadonlyArray<string>>> = {
  Table: ['TR', ...rows, 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  TOC: ['TOC', 'TOCI', 'Caption'],
  TOCI: ['Lbl', 'Reference', 'NonStruct', 'P', 'TOC'],
  Ruby: ['RB', 'RT', 'RP'],
  Warichu: ['WT', 'WP']
}

/** Where an element may stand. */
const stands: Readonly<Record<string, ReadonlyArray<string>>> = {
  TR: ['Table', ...rows],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TH: ['TR'],
  TD: ['TR'],
  LI: ['L'],
  LBody: ['LI'],
  Lbl: ['LI', 'TOCI', 'Note', 'Reference', 'BibEntry', 'Caption', 'P', 'Figure', 'Formula'],
  TOCI: ['TOC'],
  RB: ['Ruby'],
  RT: ['Ruby'],
  RP: ['Ruby'],
  WT: ['Warichu'],
  WP: ['Warichu']
}

const groups = new Set('Document Part Art Sect Div BlockQuote TOC TOCI Index'.split(' '))
const blocks = new Set('P H H1 H2 H3 H4 H5 H6 L Table'.split(' '))
const inlines = new Set(
  'Span Quote Reference BibEntry Code Link Annot Ruby Warichu RB RT RP WT WP'.split(' ')
)

/** What may stand in what (PDF 32000-1, 14.8.4; Matterhorn Protocol 09). */
export const nestingChecks: ReadonlyArray<Check> = [
  kin('tag-table', '7.2', /^(?:Table|THead|TBody|TFoot|TR|TH|TD)$/),
  kin('tag-list', '7.2', /^(?:L|LI|LBody|Lbl)$/),
  kin('tag-contents', '7.2', /^TOCI?$/),
  kin('tag-ruby', '7.1', /^(?:Ruby|R[BTP]|Warichu|W[TP])$/),
  {
    id: 'tag-caption',
    clauses: 'ISO 14289-1, 7.2',
    profiles: read,
    find: (file) =>
      inElements(file, (tag) => {
        const kids = typesIn(tag)
        const places = kids.flatMap((kid, index) => (kid === 'Caption' ? [index] : []))
        if (!/^(?:Table|L|TOC|Figure)$/.test(tag.type) || places.length === 0) return []
        const isLast = /^(?:Table|Figure)$/.test(tag.type) && places[0] === kids.length - 1
        const isRight = places.length === 1 && (places[0] === 0 || isLast)
        return unless(isRight, 'Caption', 'one, first or last')
      })
  },
  {
    id: 'tag-table-parts',
    clauses: 'ISO 14289-1, 7.2',
    profiles: read,
    find: (file) =>
      inElements(file, (tag) => {
        if (tag.type !== 'Table') return []
        const count = (type: string) => typesIn(tag).filter((kid) => kid === type).length
        const isWhole = count('THead') + count('TFoot') === 0 || count('TBody') > 0
        const isRight = count('THead') <= 1 && count('TFoot') <= 1 && isWhole
        return unless(isRight, 'parts', 'at most one THead and TFoot, and then a TBody')
      })
  },
  {
    id: 'tag-root',
    clauses: 'PDF 32000-1, 14.8.4.2; kanben',
    profiles: read,
    find: ({ tags: { top, all } }) => [
      ...unless(top.length === 1 && top[0]?.type === 'Document', 'root of the tags', 'Document'),
      ...all.flatMap(({ type, parent }) =>
        unless(type !== 'Document' || !parent, 'Document within the tags', 'none')
      )
    ]
  },
  {
    id: 'tag-groups',
    clauses: 'PDF 32000-1, 14.8.4.2',
    profiles: read,
    find: (file) =>
      inElements(file, ({ type, kids }) => {
        const isBare = groups.has(type) && kids.some(({ kind }) => kind === 'content')
        return unless(!isBare, 'content', 'it in a paragraph or another block')
      })
  },
  {
    id: 'tag-blocks',
    clauses: 'PDF 32000-1, 14.8.4.3; ISO 14289-1, 7.1',
    profiles: read,
    find: (file) =>
      inElements(file, ({ type, parent }) => {
        const isBlock = blocks.has(type) || groups.has(type)
        const isLine = parent && (inlines.has(parent.type) || /^(?:P|H[1-6]?)$/.test(parent.type))
        return unless(!isBlock || !isLine, `within ${parent?.type}`, 'no block in a line')
      })
  },
  {
    id: 'tag-inlines',
    clauses: 'PDF 32000-1, 14.8.4.4',
    profiles: read,
    find: (file) =>
      inElements(file, ({ type, parent }) => {
        const isBare =
          parent && inlines.has(type) && groups.has(parent.type) && type !== 'Reference'
        return unless(!isBare, `within ${parent?.type}`, 'it in a paragraph or another block')
      })
  },
  {
    id: 'tag-annotation',
    clauses: 'PDF 32000-1, 14.8.4.4.2; ISO 14289-1, 7.18.4',
    profiles: read,
    find: (file) =>
      inElements(file, ({ type, kids }) => {
        const isRight = type === 'Link' ? kids.some(({ kind }) => kind === 'object') : true
        return unless(
          isRight && !/^(?:Annot|Form)$/.test(type),
          'tag',
          'a Link with its annotation'
        )
      })
  }
]

function kin(id: string, clause: string, which: RegExp): Check {
  return {
    id,
    clauses: `ISO 14289-1, ${clause}; PDF 32000-1, 14.8.4`,
    profiles: read,
    find: (file: PdfFile) =>
      inElements(file, (tag): ReadonlyArray<Fault> => {
        const { type, parent, kids } = tag
        if (!which.test(type)) return []
        const may = holds[type]
        const wrong = may && typesIn(tag).find((kid) => !may.includes(kid))
        const isBare = may !== undefined && kids.some(({ kind }) => kind === 'content')
        const above = stands[type]
        const isPlaced = !above || above.includes(parent?.type ?? '')
        return [
          ...unless(!wrong, `${wrong}`, `${may?.join(', ')}`),
          ...unless(!isBare || type === 'TOCI', 'content', `${may?.join(', ')}`),
          ...unless(isPlaced, `${parent?.type} around it`, `${above?.join(', ')}`)
        ]
      })
  }
}

/** The types of the elements an element holds. */
function typesIn({ kids }: StructureElement): ReadonlyArray<string> {
  return kids.flatMap((kid) => (kid.kind === 'tag' ? [kid.tag.type] : []))
}
