import type { Hunk } from '../diff.ts'
import type { Collation } from './collate.ts'

/** Most characters of context on each side. */
const most = 16

/**
 * Quote a difference from both texts with common context: to the end of the clause, and as much as
 * identifies the place. A whole sentence needs no context; a paragraph end needs words on both
 * sides.
 *
 * @param whole the whole text of the source, in which the quotation should be unique.
 */
export function quote(
  { old, now }: Hunk,
  collation: Collation,
  isEnd: boolean,
  whole: string
): Readonly<{ from: string; to: string }> {
  const [left, right] = [collation.old.text, collation.now.text]
  let [before, after] = [0, 0]
  const head = (shift: number) => right[now.from - before - shift]
  const tail = (shift: number) => right[now.to + after + shift]
  const canGrowBack = (limit: number): boolean =>
    before < limit && isWord(head(1)) && left[old.from - before - 1] === head(1)
  const canGrow = (limit: number): boolean =>
    after < limit && isWord(tail(0)) && left[old.to + after] === tail(0)
  const quoted = (text: string, { from, to }: Hunk['old']) => text.slice(from - before, to + after)
  // Numbers and Latin words are quoted whole.
  while (canGrowBack(most) && isLetter(head(0)) && isLetter(head(1))) before += 1
  while (canGrow(8) && !/[\p{P}\s]/u.test(tail(0) ?? '')) after += 1
  const size = Math.max(old.to - old.from, now.to - now.from)
  const isEnough = () =>
    (isEnd ? before >= 4 && after >= 4 : before + size + after >= 4) &&
    isUnique(quoted(right, now), whole)
  for (let turn = 0; turn < 2 * most && !isEnough(); turn += 1) {
    const isBack = canGrowBack(most) && (turn % 2 === 0 || !canGrow(most))
    if (isBack) before += 1
    else if (canGrow(most)) after += 1
  }
  if (isTrail(head(0)) && canGrowBack(most + 1)) before += 1
  if (isTrail(tail(0)) && canGrow(most + 1)) after += 1
  return { from: quoted(left, old), to: quoted(right, now) }
}

/** Shorten a long quotation in the middle. */
export function shorten(text: string, longest = 60): string {
  const shown = text.replaceAll('\n', '¶')
  const characters = [...shown]
  if (characters.length <= longest) return shown
  const half = longest / 2 - 1
  return `${characters.slice(0, half).join('')}……${characters.slice(-half).join('')}`
}

function isUnique(words: string, whole: string): boolean {
  // A removal is identified by its context; an empty quotation identifies nothing.
  if (words.trim() === '') return false
  const first = whole.indexOf(words)
  return first < 0 || whole.indexOf(words, first + 1) < 0
}

/** Tell whether a character is a Latin letter or a digit. */
function isLetter(character: string | undefined): boolean {
  return /[\p{Script=Latin}\p{N}]/u.test(character ?? '')
}

/** Tell whether a quotation may include a character: not a block end. */
function isWord(character: string | undefined): boolean {
  return character !== undefined && character !== '\n'
}

/** Tell whether a code unit is a low surrogate. */
function isTrail(unit: string | undefined): boolean {
  return /^[\uDC00-\uDFFF]$/.test(unit ?? '')
}
