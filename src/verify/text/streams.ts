import type { Element, Nodes } from 'hast'
import type { Book, Settings } from '../../book.ts'
import { memoizeByObject } from '../memoize.ts'
import { type Context, contextOf, type StreamName } from './block.ts'
import { decompose } from './characters.ts'
import {
  type ExpectedText,
  end,
  endBlock,
  finish,
  noteBetween,
  startDraft,
  write
} from './draft.ts'
import { inline } from './passage.ts'

/** The texts of an edition. */
export type Streams = Readonly<Record<StreamName, ExpectedText>>

/** Take the wording out of the book: the title, then the body, and nothing generated. */
export const wordingOf: (book: Book) => ExpectedText = memoizeByObject((book) => {
  return collect(book, (_, stream) => stream, String).text
})

/** Take the texts of a PDF out of the book, accents apart. Notes behind the text are part of it. */
export function streamsOf(book: Book, notes: Settings['notes']): Streams {
  return streamsByNotes[notes](book)
}

const streamsByNotes: Readonly<Record<Settings['notes'], (book: Book) => Streams>> = {
  foot: memoizeByObject((book) => readStreams(book, 'foot')),
  end: memoizeByObject((book) => readStreams(book, 'end'))
}

function readStreams(book: Book, notes: Settings['notes']): Streams {
  return collect(
    book,
    ({ tagName, properties }, stream) => {
      if (tagName === 'rt') return readingsOf[stream]
      if (notes === 'end') return stream
      if (stream === 'text' && properties.dataFootnotes !== undefined) return 'notes'
      return stream === 'notes' && properties.dataApparatus === 'editor' ? 'editorNotes' : stream
    },
    decompose
  )
}

const readingsOf = {
  text: 'readings',
  notes: 'noteReadings',
  editorNotes: 'editorNoteReadings',
  readings: 'readings',
  noteReadings: 'noteReadings',
  editorNoteReadings: 'editorNoteReadings'
} as const

function collect(
  { meta, body }: Book,
  streamOf: (element: Element, stream: StreamName) => StreamName,
  spell: (text: string) => string
): Streams {
  const drafts = forEachStream(startDraft)
  const ordinals = { table: 0, row: 0 }
  let count = 0
  const plain: Context = {
    stream: 'text',
    style: 'title',
    section: undefined,
    isPlain: false,
    table: 0,
    row: 0,
    role: undefined
  }
  drafts.text.startOf.set('title', 0)
  add(meta.title, undefined, plain)
  end(drafts.text)
  walk(body, { ...plain, style: 'body', isPlain: true })
  return forEachStream((name) => finish(drafts[name]))

  function add(text: string, node: Nodes | undefined, context: Context): void {
    const draft = drafts[context.stream]
    write(draft, spell(text), node, context)
    for (const character of text.replaceAll(/\s/gu, '')) {
      for (const _ of spell(character)) draft.ordinals.push(count)
      count += 1
    }
  }

  function walk(node: Nodes, outer: Context): void {
    if (node.type === 'text') add(node.value, node, outer)
    if (node.type === 'root') for (const child of node.children) walk(child, outer)
    if (node.type !== 'element') return
    noteBetween(drafts[outer.stream], node)
    if (node.properties.dataApparatus === 'generated') return
    const stream = streamOf(node, outer.stream)
    const isInline = inline.has(node.tagName) && stream === outer.stream
    enter(node, contextOf(node, outer, stream, isInline, ordinals), isInline)
  }

  function enter(node: Element, context: Context, isInline: boolean): void {
    const draft = drafts[context.stream]
    const start = draft.count
    if (!isInline) end(draft)
    // An office and a name share a line, but each has a column of its own.
    if (node.properties.className?.toString() === 'name') endBlock(draft)
    for (const child of node.children) walk(child, context)
    if (!isInline) end(draft)
    const { id } = node.properties
    if (typeof id === 'string' && draft.count > start) draft.startOf.set(id, start)
    if (node.tagName === 'ruby') {
      for (let index = start; index <= draft.count; index++) draft.apart.add(index)
    }
    if (node.tagName === 'u') addAll(draft.named, start, draft.count)
    const isEmphasis = node.tagName === 'strong' || node.tagName === 'em'
    if (isEmphasis) addAll(draft.emphasised, start, draft.count)
  }
}

function addAll(set: Set<number>, from: number, to: number): void {
  for (let index = from; index < to; index++) set.add(index)
}

/** Make something of every stream. */
export function forEachStream<Value>(
  make: (name: StreamName) => Value
): Readonly<Record<StreamName, Value>> {
  return {
    text: make('text'),
    notes: make('notes'),
    editorNotes: make('editorNotes'),
    readings: make('readings'),
    noteReadings: make('noteReadings'),
    editorNoteReadings: make('editorNoteReadings')
  }
}
