import { type Character, charactersOf, decompose, type Stretch } from '../../characters.ts'
import { streamsOf } from '../../text.ts'
import { type Check, type Fault, read, unless } from '../fault.ts'
import type { Finished } from '../finished.ts'
import { bytesOf, dictOf, listAt, look, nameAt, textAt } from '../objects.ts'
import type { Tag } from '../tags.ts'
import { textOfTag } from '../words.ts'

type Text = ReadonlyArray<Character<unknown>>
type Stream = keyof ReturnType<typeof streamsOf>

/** What a reader hears, in the order of the tags: the text of the book. */
export const textChecks: ReadonlyArray<Check> = [
  {
    id: 'text-order',
    clauses: 'ISO 14289-1, 7.1; PDF 32000-1, 14.8.2.3; kanben',
    profiles: read,
    find: (finished) =>
      compare(
        wanted(finished, 'text'),
        mainText(finished),
        (want, have) => want.value === have.value
      )
  },
  {
    id: 'text-spaces',
    clauses: 'PDF 32000-1, 14.8.2.5; kanben',
    profiles: read,
    find: (finished) => {
      const [want, have] = [wanted(finished, 'text'), mainText(finished)]
      if (want.length !== have.length) return []
      return compare(want, have, (want, have) => !(want.space === true && have.space === false))
    }
  },
  {
    id: 'text-notes',
    clauses: 'ISO 14289-1, 7.9; kanben',
    profiles: read,
    find: (finished) => {
      const called = readCalls(finished)
      const texts = finished.tags.all
        .filter((tag) => called.notes.has(tag))
        .map((tag) => textOf(tag, finished, called))
      return share(finished, 'note', texts, ['notes', 'editorNotes'])
    }
  },
  {
    id: 'text-readings',
    clauses: 'PDF 32000-1, 14.8.4.4.3; kanben',
    profiles: read,
    find: (finished) => {
      const texts = finished.tags.all
        .filter(({ type }) => type === 'RT')
        .map((tag) => charactersOf([{ text: decompose(textOfTag(tag, finished.words)), where: 0 }]))
      return share(finished, 'reading', texts, ['readings', 'noteReadings', 'editorNoteReadings'])
    }
  }
]

function wanted({ book, settings }: Finished, stream: Stream): Text {
  return streamsOf(book, settings.notes === 'end' ? 'foot' : settings.notes)[stream].characters
}

/** Tell the first place at which two texts differ. */
function compare(
  want: Text,
  have: Text,
  agree: (want: Character<unknown>, have: Character<unknown>) => boolean
): ReadonlyArray<Fault> {
  for (let index = 0; index < Math.max(want.length, have.length); index++) {
    const [one, other] = [want[index], have[index]]
    if (one && other && agree(one, other)) continue
    return [{ what: `${quote(have, index)} in the tags`, want: quote(want, index) }]
  }
  return []
}

/** Each text goes on with one of several; in the end all of them are told. */
function share(
  finished: Finished,
  name: string,
  texts: ReadonlyArray<Text>,
  streams: ReadonlyArray<Stream>
): ReadonlyArray<Fault> {
  const wants = streams.map((stream) => wanted(finished, stream))
  // How far each may have been told: two may go on alike.
  let states: ReadonlyArray<ReadonlyArray<number>> = [wants.map(() => 0)]
  for (const text of texts) {
    const next = states.flatMap((state) =>
      wants.flatMap((want, stream) => {
        const from = state[stream] ?? 0
        const isNext = text.every(({ value }, index) => want[from + index]?.value === value)
        return isNext ? [state.map((at, index) => (index === stream ? at + text.length : at))] : []
      })
    )
    if (next.length === 0) {
      return [{ what: `${name} ${quote(text, 0)} in the tags`, want: 'one of the book' }]
    }
    states = [...new Map(next.map((state) => [state.join(), state])).values()]
  }
  const isTold = states.some((state) => state.every((at, index) => at === wants[index]?.length))
  return unless(isTold, `lack of ${name}s in the tags`, `each ${name} of the book`)
}

function quote(text: Text, index: number): string {
  const part = text.slice(index, index + 12)
  if (part.length === 0) return 'end of the text'
  return `“${part.map(({ value, space }) => (space ? ` ${value}` : value)).join('')}”`
}

/** The text without title page, contents and colophon, which kanben adds, and without its notes. */
function mainText(finished: Finished): Text {
  const called = readCalls(finished)
  const headings = new Set(finished.book.outline.map(({ text }) => bare(text)))
  const [document] = finished.tags.top
  const parts = (document?.kids ?? []).flatMap((kid) => (kid.kind === 'tag' ? [kid.tag] : []))
  const title = parts.findIndex((part) => headingOf(part)?.type === 'H1')
  return parts.flatMap((part, index) => {
    const heading = headingOf(part)
    if (index <= title) return index === title && heading ? textOf(heading, finished, called) : []
    const isOwn =
      heading &&
      part.type === 'Sect' &&
      !headings.has(bare(textOfTag(heading, finished.words, isReading)))
    return isOwn || called.notes.has(part) ? [] : textOf(part, finished, called)
  })
}

function headingOf({ kids }: Tag): Tag | undefined {
  for (const kid of kids) {
    if (kid.kind === 'tag' && /^H[1-6]$/.test(kid.tag.type)) return kid.tag
  }
  return undefined
}

const lines = new Set('Span Quote Reference Code Link Ruby RB Em Strong'.split(' '))

/** Read an element without notes that are called, calls, readings and the numbers of items. */
function textOf(tag: Tag, { words }: Finished, { notes, references }: Calls): Text {
  const stretches: Stretch<number>[] = []
  let continues = false
  let depth = 0
  const add = (text: string) => {
    // kanben puts the notes of editors between these.
    const said = depth > 0 ? text.replaceAll(/[〔〕]/g, '') : text
    // A hyphen at a line end is a soft one.
    stretches.push({ text: decompose(said.replaceAll('\u00AD', '')), where: 0, continues })
    continues = true
  }
  const visit = (tag: Tag, isTop: boolean): void => {
    const isLabel = (tag.type === 'Lbl' && isMarker(tag)) || isPreface(tag)
    if (tag.type === 'RT' || isLabel || references.has(tag) || (!isTop && notes.has(tag))) return
    const actual = textAt(tag.dict, 'ActualText')
    const isEditors = tag.type === 'Note' && !notes.has(tag)
    if (isEditors) depth += 1
    if (!lines.has(tag.type)) continues = false
    if (actual !== undefined) add(actual)
    else {
      for (const kid of tag.kids) {
        // What a figure shows is told by its description.
        if (kid.kind === 'content' && tag.type !== 'Figure')
          add(words.get(`${kid.page} ${kid.mcid}`) ?? '')
        else if (kid.kind === 'tag') visit(kid.tag, false)
      }
    }
    if (isEditors) depth -= 1
    if (!lines.has(tag.type)) continues = false
  }
  visit(tag, true)
  return charactersOf(stretches)
}

/** A label counts notes or items, unless the list has none: then it is part of the text. */
function isMarker({ parent }: Tag): boolean {
  const list = parent?.type === 'LI' ? parent.parent : undefined
  if (!list) return true
  const numbering = listAt(list.dict, 'A').map((entry) => nameAt(dictOf(entry), 'ListNumbering'))
  return !numbering.includes('None')
}

type Calls = Readonly<{ notes: ReadonlySet<Tag>; references: ReadonlySet<Tag> }>

/** What an editor adds to the signatories begins with a paragraph of kanben's that says so. */
function isPreface({ type, parent }: Tag): boolean {
  if (type !== 'P' || parent?.type !== 'Note') return false
  const [first, second] = parent.kids.map((kid) => (kid.kind === 'tag' ? kid.tag.type : ''))
  return first === 'P' && second === 'L'
}

/** Find the notes references lead to, by the destinations that bear their identifiers. */
function readCalls({ tags, document, destinations }: Finished): Calls {
  const notesAt = new Map(
    tags.all.flatMap((tag) => {
      const place = tag.type === 'Note' && destinations.get(bytesOf(look(tag.dict, 'ID')) ?? '')
      return place ? [[place, tag] as const] : []
    })
  )
  const [notes, references] = [new Set<Tag>(), new Set<Tag>()]
  for (const tag of tags.all) {
    if (tag.type !== 'Reference') continue
    for (const kid of tag.kids.flatMap((kid) => (kid.kind === 'tag' ? kid.tag.kids : []))) {
      if (kid.kind !== 'object' || !kid.ref) continue
      const target = look(dictOf(document.context.lookup(kid.ref)), 'Dest')
      const note = notesAt.get(destinations.get(bytesOf(target) ?? '') ?? String(target))
      if (!note) continue
      notes.add(note)
      references.add(tag)
    }
  }
  return { notes, references }
}

/** Readings are left out of the outline. */
function isReading({ type }: Tag): boolean {
  return type === 'RT'
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '').normalize('NFD')
}
