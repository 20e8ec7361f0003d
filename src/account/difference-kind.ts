import { forbiddenCharacter } from '../book.ts'
import { type Block, type Hunk, ordinalAt, spotIn } from '../diff.ts'
import type { Collation } from './collate.ts'

/** What a difference is: nothing that counts, a paragraph end more or less, or words. */
export type DifferenceKind = 'form' | 'parted' | 'joined' | 'words'

/**
 * Tell what a difference is.
 *
 * Words are every character but white space, and white space only where it parts letters or digits that
 * would be one word or number without it. Of the ends of blocks those count that part two paragraphs. How
 * a list, a table or a poem is marked up does not count, so the marks of list items may be written in
 * another way; nor does what no source may hold and nobody can see.
 *
 * @param undecided numbers of the characters behind which a paragraph may end or not.
 */
export function differenceKind(
  hunk: Hunk,
  collation: Collation,
  undecided: ReadonlySet<number>
): DifferenceKind {
  const { old, now } = collation
  if (isMarker(hunk, collation)) return 'form'
  const from = tight(withoutUnseen(old.text.slice(Math.max(0, hunk.old.from - 1), hunk.old.to + 1)))
  const to = tight(now.text.slice(Math.max(0, hunk.now.from - 1), hunk.now.to + 1))
  if (from !== to) return 'words'
  const ends = [
    old.text.slice(hunk.old.from, hunk.old.to),
    now.text.slice(hunk.now.from, hunk.now.to)
  ]
  const [stood = 0, stands = 0] = ends.map((text) => text.split('\n').length - 1)
  return stood === stands ? 'form' : lineEndKind(hunk, collation, undecided)
}

/** Take out white space but what parts letters or digits, or a digit from the point of a decimal. */
function tight(text: string): string {
  return text.replaceAll(/\s+/gu, (space, at: number) => {
    const [before, after] = [text[at - 1] ?? '', text[at + space.length] ?? '']
    const parts = isLetter(before) && isLetter(after)
    return parts || isInNumber(before, after) ? ' ' : ''
  })
}

/** Tell whether two characters may be of one number: `1.5` is not `1. 5`. */
function isInNumber(before: string, after: string): boolean {
  return /^(?:[.．,]\p{Nd}|\p{Nd}[.．,])$/u.test(before + after)
}

/** Take out what a source may not hold and a reader does not see. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(
    new RegExp(`(?!\\uFFFD|\\p{Co})(?:${forbiddenCharacter.source})`, 'gu'),
    ''
  )
}

/** Letters and digits of which words and numbers are made that spaces part. */
function isLetter(character: string | undefined): boolean {
  return /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}]/u.test(
    character ?? ''
  )
}

function lineEndKind(
  { old, now }: Hunk,
  collation: Collation,
  undecided: ReadonlySet<number>
): DifferenceKind {
  const isParted = collation.now.text.slice(now.from, now.to).includes('\n')
  const [one, both] = isParted ? [collation.old, collation.now] : [collation.now, collation.old]
  const range = isParted ? now : old
  const whole = spotIn(one, (isParted ? old : now).from)?.block
  const sides = [spotIn(both, range.from)?.block, spotIn(both, range.to)?.block]
  // A heading may be set off from a paragraph, but what swallows a block has changed what it is.
  const plain = isParted ? ['paragraph'] : ['paragraph', 'heading', 'title']
  if (![whole, ...sides].every((block) => block && plain.includes(block.kind))) return 'form'
  const last = spotIn(collation.old, old.from)
  const isOpen = last !== undefined && undecided.has(ordinalAt(last.block, last.offset) - 1)
  return isOpen ? 'form' : isParted ? 'parted' : 'joined'
}

// A point before a digit is that of a decimal.
const enumerators = /^(?:[（(]?\d{1,9}(?:[)）、]|[.．](?!\d))|[\u2460-\u249B])\s*/u

const bullets = /^[-–—•·●▪■◆◇○*]\s+/u

/** Tell whether all that differs is how the number or the bullet of a list item is written. */
function isMarker(hunk: Hunk, { old, now }: Collation): boolean {
  const stood = spotIn(old, hunk.old.from)
  const stands = spotIn(now, hunk.now.from)
  if (!stood || stands?.block.kind !== 'item') return false
  const [was, is] = [stood.block, stands.block].map(markerOf)
  if (was === undefined || is === undefined || numberOf(was) !== numberOf(is)) return false
  return (
    stood.offset + hunk.old.to - hunk.old.from <= was.length &&
    stands.offset + hunk.now.to - hunk.now.from <= is.length
  )
}

function markerOf({ text, kind }: Block): string | undefined {
  // A bullet of Markdown is no text.
  if (kind === 'item') return /^\d{1,9}\. /.exec(text)?.[0] ?? ''
  return (enumerators.exec(text) ?? bullets.exec(text))?.[0]
}

function numberOf(marker: string): string {
  return marker.normalize('NFKC').replaceAll(/\D/g, '')
}
