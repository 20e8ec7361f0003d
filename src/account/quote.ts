import type { Hunk } from '../diff.ts'
import type { Collation } from './passages.ts'

/** Characters of context on either side, at most. */
const most = 16

/**
 * Quote what differs from either text, with the words around it that both have: to the end of the clause,
 * and as many more as tell the place from all others.
 *
 * @param whole all the text of the source, in which the place is to be found.
 */
export function quote(
  { old, now }: Hunk,
  collation: Collation,
  whole: string
): Readonly<{ from: string; to: string }> {
  const [left, right] = [collation.old.text, collation.now.text]
  let [before, after] = [0, 0]
  const canGrowBack = (): boolean =>
    before < most &&
    isWord(right[now.from - before - 1]) &&
    left[old.from - before - 1] === right[now.from - before - 1]
  const canGrow = (): boolean =>
    after < most && isWord(right[now.to + after]) && left[old.to + after] === right[now.to + after]
  const quoted = (text: string, { from, to }: Hunk['old']) => text.slice(from - before, to + after)
  // A number or a word is told whole.
  while (
    canGrowBack() &&
    isLetter(right[now.from - before]) &&
    isLetter(right[now.from - before - 1])
  )
    before += 1
  while (after < 8 && canGrow() && !/[\p{P}\s]/u.test(right[now.to + after] ?? '')) after += 1
  while (!isUnique(quoted(right, now), whole)) {
    const size = before + after
    if (canGrowBack()) before += 1
    if (canGrow()) after += 1
    if (before + after === size) break
  }
  if (isTrail(right[now.from - before])) before += left[old.from - before - 1] ? 1 : 0
  if (isTrail(right[now.to + after])) after += 1
  return { from: quoted(left, old), to: quoted(right, now) }
}

/** Shorten a long quotation in its middle, to so many characters. */
export function shorten(text: string, longest = 60): string {
  const shown = text.replaceAll('\n', '¶')
  const characters = [...shown]
  if (characters.length <= longest) return shown
  const half = longest / 2 - 1
  return `${characters.slice(0, half).join('')}……${characters.slice(-half).join('')}`
}

function isUnique(words: string, whole: string): boolean {
  if (words.trim() === '') return false
  const first = whole.indexOf(words)
  return first < 0 || whole.indexOf(words, first + 1) < 0
}

/** Letters and digits, of which words and numbers are made. */
function isLetter(character: string | undefined): boolean {
  return /[\p{Script=Latin}\p{N}]/u.test(character ?? '')
}

/** Quotations do not run over the ends of blocks. */
function isWord(character: string | undefined): boolean {
  return character !== undefined && character !== '\n'
}

/** Tell whether a code unit is no beginning of a character. */
function isTrail(unit: string | undefined): boolean {
  return /^[\uDC00-\uDFFF]$/.test(unit ?? '')
}
