import type { Book, PageGeometry, RuleId, Settings } from '../../book.ts'
import type { StreamName } from '../text/block.ts'
import type { Character } from '../text/characters.ts'
import type { Streams } from '../text/streams.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { type Line, linesOf, type Setting } from './lines.ts'
import type { PageContent, PaintedPlace } from './page-content.ts'

/** The pages of a PDF as the rules see them; their text is proved to be that of the book. */
export type Print = Readonly<{
  book: Book
  settings: Settings
  map: PageGeometry
  pageContents: ReadonlyArray<PageContent>
  streams: Streams
  /** Where the characters of each text are painted. */
  found: Found
  /** The blocks of the text in order, and those of the notes at the foot of the pages. */
  text: ReadonlyArray<Setting>
  notes: ReadonlyArray<Setting>
  /** The lines of all of them. */
  lines: ReadonlyArray<Line>
  gaps: ReadonlyMap<Line, ReadonlyArray<Gap>>
}>

/** A breach of a rule. */
export type Finding = Readonly<{
  rule: RuleId
  /** What is there, as a noun phrase, and what the rule wants. */
  what: string
  want: string
  /** The line it is in, or the index of the page. */
  at: Line | number
}>

/** A rule: it looks through the pages and tells every breach. */
export type Check = (print: Print) => ReadonlyArray<Finding>

/** The characters of each text as painted. */
type Found = Readonly<Record<StreamName, ReadonlyArray<Character<PaintedPlace>>>>

/** Make out the lines of the pages. */
export function readPrint(given: Omit<Print, 'text' | 'notes' | 'lines' | 'gaps'>): Print {
  const { settings, pageContents, streams, found } = given
  const read = (name: StreamName) => linesOf(streams[name], found[name], pageContents, settings)
  const text = read('text')
  const notes = [...read('notes'), ...read('editorNotes')]
  const lines = [...text, ...notes].flatMap((setting) => setting.lines)
  const gaps = new Map(lines.map((line) => [line, gapsOf(line, settings)]))
  return { ...given, text, notes, lines, gaps }
}

/** Write a length for a person. */
export function mm(length: number): string {
  return `${length.toFixed(2)} mm`
}
