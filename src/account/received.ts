import type { Account, Book } from '../book.ts'
import { type Block, blocksOf, type Point } from '../diff.ts'

/** A received text, cleaned again as when the source was made from it. */
export type Received = Pick<Account, 'normalised' | 'decisions'> &
  Readonly<{
    book: Book
    /** Its path, as given in the source's front matter. */
    name: string
    /** The received text. */
    text: string
    /** Offset in that text of each character of title and text, in order, without white space. */
    origins: ReadonlyArray<number>
    /** Offsets of the characters after which a paragraph end is undecided. */
    undecided: ReadonlyArray<number>
    /** Where the title and `normalised` are in the source's front matter. */
    places: Readonly<Record<'title' | 'normalised', Point>>
  }>

/** Code points of radicals, which a source may not contain; most have a corresponding character. */
const radical = /[\u2E80-\u2FDF]/gu

/** List the blocks of a received text, with radicals replaced by their characters. */
export function receivedBlocks({ book }: Received): ReadonlyArray<Block> {
  return blocksOf(book)
    .filter(({ kind }) => kind !== 'editor')
    .map((block) => ({ ...block, text: block.text.replaceAll(radical, meantBy) }))
}

/** Count the radicals that have a corresponding character. */
export function countRadicals({ text }: Received): number {
  return [...text.matchAll(radical)].filter(([found]) => meantBy(found) !== found).length
}

function meantBy(character: string): string {
  return character.normalize('NFKC')
}

/** Make a function from character numbers of a received text to its lines. */
export function linesOf({ text, origins }: Received): (ordinal: number) => number {
  const starts = [
    0,
    ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)
  ]
  return (ordinal) => {
    const offset = origins[Math.min(Math.max(0, ordinal), origins.length - 1)] ?? 0
    return countUpTo(starts, offset)
  }
}

/** List the numbers of the characters after which a paragraph end is undecided. */
export function undecidedIn({ origins, undecided }: Received): ReadonlySet<number> {
  return new Set(undecided.map((offset) => countUpTo(origins, offset) - 1))
}

/** Count the numbers of an ascending list that are at most a value. */
function countUpTo(list: ReadonlyArray<number>, most: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return low
}
