import type { Account, Book } from '../book.ts'
import { type Block, blocksOf, type Point } from '../diff.ts'

/** A received text, cleaned once more as it was when the source was made of it. */
export type Received = Pick<Account, 'normalised' | 'decisions'> &
  Readonly<{
    book: Book
    /** Its path, as the front matter of the source tells it. */
    name: string
    /** The text as it was received. */
    text: string
    /** Offset in that text of each character of title and text, in order, white space left out. */
    origins: ReadonlyArray<number>
    /** Offsets of the characters behind which a paragraph may end or not: nobody has decided it. */
    undecided: ReadonlyArray<number>
    /** Where the front matter of the source has its title, and tells what cleaning changed. */
    places: Readonly<Record<'title' | 'normalised', Point>>
  }>

/** Code points of radicals, which no source may hold; of most it is known which character is meant. */
const radical = /[\u2E80-\u2FDF]/gu

/** List the blocks of a received text, with the characters that radicals in it stand for. */
export function receivedBlocks({ book }: Received): ReadonlyArray<Block> {
  return blocksOf(book)
    .filter(({ kind }) => kind !== 'editor')
    .map((block) => ({ ...block, text: block.text.replaceAll(radical, meantBy) }))
}

/** Count the radicals of which it is known what is meant. */
export function countRadicals({ text }: Received): number {
  return [...text.matchAll(radical)].filter(([found]) => meantBy(found) !== found).length
}

function meantBy(character: string): string {
  return character.normalize('NFKC')
}

/** Make the table of lines by which the number of a character of a received text tells its line. */
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

/** Number the characters behind which a paragraph may end or not. */
export function undecidedIn({ origins, undecided }: Received): ReadonlySet<number> {
  return new Set(undecided.map((offset) => countUpTo(origins, offset) - 1))
}

/** Count the numbers of a rising list that are no greater than another. */
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
