import { placeName } from '../book.ts'
import {
  type Block,
  image,
  ordinalAt,
  pointAt,
  spotIn,
  type TextChange,
  type Side as TextSide
} from '../diff.ts'
import type { BlockPlace, ChangedRange, Side } from './comparison.ts'
import type { State } from './state.ts'

/** Describe one side of a change: its sentence, the changed ranges, and their printed place. */
export function sideOf(
  { passage, sentence }: TextSide,
  ranges: ReadonlyArray<TextChange['hunks'][number]['old']>,
  state: State
): Side {
  const text = passage.text.slice(sentence.from, sentence.to)
  const told = ranges.map((range) => rangeOf(range, passage, sentence.from, state))
  const [first] = ranges
  const spot = first && spotIn(passage, first.from)
  const { page, line } = told[0] ?? {}
  const point = spot && pointAt(spot.block, spot.offset)
  return {
    text: readable(text),
    ranges: told,
    ...(page === undefined ? {} : { page }),
    ...(line === undefined ? {} : { line }),
    ...(spot ? namesOf(spot.block) : {}),
    place: spot ? placeOf(spot.block, state) : '题名',
    ...(point ? { markdown: point } : {})
  }
}

/** Make a text readable: images and line ends become signs of one character. */
export function readable(text: string): string {
  return text.replaceAll(image, '〓').replaceAll('\n', '¶')
}

function rangeOf(
  { from, to }: Readonly<{ from: number; to: number }>,
  passage: TextSide['passage'],
  start: number,
  { print }: State
): ChangedRange {
  const count = (offset: number) => [...passage.text.slice(start, offset)].length
  const spot = spotIn(passage, from)
  const character = spot ? ordinalAt(spot.block, spot.offset) : 0
  // A gap is located by the character before it, except at the start of a block.
  const isPoint = from === to
  const shown = isPoint && spot && spot.offset > 0 ? character - 1 : character
  const page = print?.painted.page[shown] ?? -1
  const label = print?.pagination.pages[page]?.label
  const line = print?.painted.line[shown] ?? 0
  return {
    from: Math.max(0, count(from)),
    to: Math.max(0, count(to)),
    character,
    ...(label === undefined ? {} : { page: label, pageNumber: page + 1 }),
    ...(line > 0 ? { line } : {})
  }
}

function namesOf({ id, section, kind }: Block): Pick<Side, 'section' | 'paragraph'> {
  const isSection = kind === 'heading'
  return {
    ...(section === undefined ? {} : { section }),
    ...(id === undefined || isSection ? {} : { paragraph: id })
  }
}

/** Name the place of a block in a reader's words: 第57段; by its section if it has no name. */
function placeOf({ id, section }: Block, { book }: State): string {
  const named = id ?? section
  return named === undefined ? '' : placeName(named, book)
}

/** Describe where moved or reformatted blocks are. */
export function blockPlaceOf(blocks: ReadonlyArray<Block>, state: State): BlockPlace {
  const [first] = blocks
  const last = blocks.at(-1)
  const { print } = state
  const page = print?.painted.page[first?.from ?? -1] ?? -1
  const label = print?.pagination.pages[page]?.label
  const line = print?.painted.line[first?.from ?? -1] ?? 0
  return {
    ...(first?.id === undefined ? {} : { from: first.id }),
    ...(last?.id === undefined || last === first ? {} : { to: last.id }),
    ...(label === undefined ? {} : { page: label }),
    ...(line > 0 ? { line } : {}),
    place: first ? placeOf(first, state) : ''
  }
}
