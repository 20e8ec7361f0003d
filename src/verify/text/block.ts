import type { Element } from 'hast'
import type { StyleName } from '../../book.ts'

/**
 * The texts of a PDF, each of which has an order of its own: the text, the notes at the foot of the
 * pages, those of editors, and the readings (ruby) beside the characters of each.
 */
export type StreamName =
  | 'text'
  | 'notes'
  | 'editorNotes'
  | 'readings'
  | 'noteReadings'
  | 'editorNoteReadings'

/** What stands in lines of its own: a paragraph, a heading, a cell of a table. */
export type Block = Readonly<{
  style: StyleName | 'title'
  /** Identifier of the heading of the section of the first level it stands in. */
  section: string | undefined
  stream: StreamName
  /** Indices of its first character and of the first one behind it. */
  from: number
  to: number
  /** Whether it is a paragraph of the text itself, in no list, quotation or figure. */
  isPlain: boolean
  /** The table or list of signatories it stands in, and the row there, counted over the book. */
  table: number
  row: number
  /** What it is in that row. */
  role: 'head' | 'cell' | 'office' | 'name' | undefined
}>

/** What an element passes on to the blocks in it. */
export type Context = Omit<Block, 'from' | 'to'>

/** Counters of tables and rows, which go on over the whole book. */
export type Ordinals = { table: number; row: number }

const styleOfTag: Readonly<Partial<Record<string, StyleName>>> = {
  h2: 'h2',
  h3: 'h3',
  h4: 'h4',
  h5: 'h5',
  h6: 'h6',
  blockquote: 'quotation',
  pre: 'code',
  table: 'table',
  caption: 'caption',
  figcaption: 'caption'
}

const styleOfClass: Readonly<Partial<Record<string, StyleName>>> = {
  poem: 'poem',
  dateline: 'dateline',
  signatories: 'signatory',
  supplement: 'editor',
  gap: 'editor',
  notes: 'note'
}

const roles: Readonly<Partial<Record<string, Block['role']>>> = {
  th: 'head',
  td: 'cell',
  office: 'office',
  name: 'name'
}

/** Elements that leave the paragraphs in them paragraphs of the text itself. */
const transparent = /^(?:section|p)$/

/**
 * Tell what an element makes of the blocks in it.
 *
 * @param ordinals is counted on where a table, a list of signatories or a row begins.
 */
export function contextOf(
  { tagName, properties }: Element,
  outer: Context,
  stream: StreamName,
  isInline: boolean,
  ordinals: Ordinals
): Context {
  const name = String(properties.className ?? '')
  const style = styleOfTag[tagName] ?? styleOfClass[name]
  const isTable = tagName === 'table' || name === 'signatories' || name === 'supplement'
  if (isTable) ordinals.table += 1
  const isRow = tagName === 'tr' || (tagName === 'li' && outer.table > 0)
  if (isRow) ordinals.row += 1
  return {
    style: style ?? outer.style,
    section: outer.section ?? properties.ariaLabelledBy?.toString(),
    stream,
    isPlain: outer.isPlain && (isInline || (transparent.test(tagName) && style === undefined)),
    table: isTable ? ordinals.table : outer.table,
    row: isRow ? ordinals.row : outer.row,
    role: roles[tagName] ?? roles[name] ?? outer.role
  }
}
