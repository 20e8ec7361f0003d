import { forbiddenCharacter } from '../book.ts'
import { type Block, type Hunk, ordinalAt, spotIn } from '../diff.ts'
import type { Collation } from './collate.ts'

/** The kind of a difference: of form only, an added or removed paragraph end, or words. */
export type DifferenceKind = 'form' | 'parted' | 'joined' | 'words'

/**
 * Classify a difference.
 *
 * Words are all characters other than white space, and white space between letters or digits that
 * would otherwise join. Block ends count only between paragraphs. The markup of lists, tables and
 * poems does not count, so list markers may differ; nor do invisible characters a source may not
 * contain.
 *
 * @param undecided numbers of the characters after which a paragraph end is undecided.
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

/** Remove white space except between letters or digits, or between a digit and a decimal point. */
function tight(text: string): string {
  return text.replaceAll(/\s+/gu, (space, at: number) => {
    const [before, after] = [text[at - 1] ?? '', text[at + space.length] ?? '']
    const parts = isLetter(before) && isLetter(after)
    return parts || isInNumber(before, after) ? ' ' : ''
  })
}

/** Tell whether two characters may belong to one number: `1.5` is not `1. 5`. */
function isInNumber(before: string, after: string): boolean {
  return /^(?:[.．,]\p{Nd}|\p{Nd}[.．,])$/u.test(before + after)
}

/** Remove invisible characters a source may not contain. */
export function withoutUnseen(text: string): string {
  return text.replaceAll(
    new RegExp(`(?!\\uFFFD|\\p{Co})(?:${forbiddenCharacter.source})`, 'gu'),
    ''
  )
}

/** Tell whether a character is a letter or digit of a script that separates words by spaces. */
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
  // A heading may be split from a paragraph, but a merged block has changed its kind.
  const plain = isParted ? ['paragraph'] : ['paragraph', 'heading', 'title']
  if (![whole, ...sides].every((block) => block && plain.includes(block.kind))) return 'form'
  const last = spotIn(collation.old, old.from)
  const isOpen = last !== undefined && undecided.has(ordinalAt(last.block, last.offset) - 1)
  return isOpen ? 'form' : isParted ? 'parted' : 'joined'
}

// A point before a digit is a decimal point.
const enumerators = /^(?:[（(]?\d{1,9}(?:[)）、]|[.．](?!\d))|[\u2460-\u249B])\s*/u

const bullets = /^[-–—•·●▪■◆◇○*]\s+/u

/** Tell whether only the form of a list item's number or bullet differs. */
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
  // A Markdown bullet is not text.
  if (kind === 'item') return /^\d{1,9}\. /.exec(text)?.[0] ?? ''
  return (enumerators.exec(text) ?? bullets.exec(text))?.[0]
}

function numberOf(marker: string): string {
  return marker.normalize('NFKC').replaceAll(/\D/g, '')
}
