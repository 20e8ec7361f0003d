import type { Calls } from '../../../pdf/calls.ts'
import { dictOf, listAt, nameAt, textAt } from '../../../pdf/objects.ts'
import type { StructureElement } from '../../../pdf/structure-tree.ts'
import { textOfElement } from '../../../pdf/words.ts'
import { type Check, type Fault, read, unless } from '../../../standards/fault.ts'
import { memoizeByObject } from '../../memoize.ts'
import { type Character, charactersOf, decompose, type TextPart } from '../../text/characters.ts'
import { streamsOf } from '../../text/streams.ts'
import { readBody } from '../body.ts'
import type { FinishedPdf } from '../finished.ts'
import { isPreface, isPrefaced } from '../summary.ts'

type Text = ReadonlyArray<Character<unknown>>
type Stream = keyof ReturnType<typeof streamsOf>

/** What a reader hears, in the order of the tags: the text of the book. */
export const textChecks: ReadonlyArray<Check<FinishedPdf>> = [
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
      const { calls } = readBody(finished)
      const texts = finished.tags.all
        .filter((tag) => calls.notes.has(tag))
        .map((tag) => textOf(tag, finished, calls))
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
        .map((tag) =>
          charactersOf([{ text: decompose(textOfElement(tag, finished.words)), where: 0 }])
        )
      return share(finished, 'reading', texts, ['readings', 'noteReadings', 'editorNoteReadings'])
    }
  }
]

function wanted({ book, settings }: FinishedPdf, stream: Stream): Text {
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
  finished: FinishedPdf,
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
const mainText: (finished: FinishedPdf) => Text = memoizeByObject((finished) => {
  const { title, parts, calls } = readBody(finished)
  return [...(title ? [title] : []), ...parts].flatMap((part) => textOf(part, finished, calls))
})

const lines = new Set('Span Quote Reference Code Link Ruby RB Em Strong'.split(' '))

/** Read an element without notes that are called, calls, readings and the numbers of items. */
function textOf(tag: StructureElement, { words }: FinishedPdf, { notes, references }: Calls): Text {
  const stretches: TextPart<number>[] = []
  let continues = false
  const add = (text: string) => {
    // A hyphen at a line end is a soft one.
    stretches.push({ text: decompose(text.replaceAll('\u00AD', '')), where: 0, continues })
    continues = true
  }
  const visit = (tag: StructureElement, isTop: boolean): void => {
    const isLabel = (tag.type === 'Lbl' && isMarker(tag)) || isPreface(tag)
    if (tag.type === 'RT' || isLabel || references.has(tag) || (!isTop && notes.has(tag))) return
    const actual = textAt(tag.dict, 'ActualText')
    const start = stretches.length
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
    if (tag.type === 'Note' && !notes.has(tag) && !isPrefaced(tag)) {
      stretches.push(...unbracket(stretches.splice(start)))
    }
    if (!lines.has(tag.type)) continues = false
  }
  visit(tag, true)
  return charactersOf(stretches)
}

/** A label counts notes or items, unless the list has none: then it is part of the text. */
function isMarker({ parent }: StructureElement): boolean {
  const list = parent?.type === 'LI' ? parent.parent : undefined
  if (!list) return true
  const numbering = listAt(list.dict, 'A').map((entry) => nameAt(dictOf(entry), 'ListNumbering'))
  return !numbering.includes('None')
}

/** kanben puts a note of an editor between 〔 and 〕; others within it are his own. */
function unbracket(stretches: ReadonlyArray<TextPart<number>>): ReadonlyArray<TextPart<number>> {
  const written = stretches.flatMap(({ text }, index) => (/\S/.test(text) ? [index] : []))
  return stretches.map((stretch, index) => {
    const opened = index === written[0] ? stretch.text.replace(/^\s*〔/, '') : stretch.text
    const text = index === written.at(-1) ? opened.replace(/〕\s*$/, '') : opened
    return { ...stretch, text }
  })
}
