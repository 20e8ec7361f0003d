import { lineEndForbidden, lineStartForbidden, numberUnits } from '../../book.ts'
import type { Letter } from '../pages/letters.ts'
import type { Line } from '../pages/lines.ts'
import { isDigit } from '../pages/marks.ts'
import { areaOf } from '../pages/measure.ts'
import type { Finding, Print } from '../pages/print.ts'

const unbeginning = new Set(lineStartForbidden)
const unending = new Set(lineEndForbidden)

/** What joins two numbers may end a line, as in 2022/2023. */
const range = /^[0-9][／/·‧・]$/u

/** A word or an address in Latin letters is divided where it must be, marks or not. */
const latin = /^[!-~]/

/** What stands on both sides of a line end and may not be parted by it. */
const together: ReadonlyArray<readonly [before: RegExp, after: RegExp, what: string]> = [
  [/—$/u, /^—/u, 'dash'],
  [/…$/u, /^…/u, 'ellipsis'],
  [/[0-9]$/u, /^[0-9]/u, 'number'],
  [/[0-9][.,:]$/u, /^[0-9]/u, 'number'],
  [/[0-9]$/u, /^[.,:][0-9]/u, 'number'],
  [/[0-9]$/u, new RegExp(`^[${numberUnits}％%‰℃°′″]`, 'u'), 'number and unit']
]

/** No line begins with what closes and pauses, and none ends with what opens (禁则). */
export function checkLineEnds(print: Print): ReadonlyArray<Finding> {
  return ends(print).flatMap(([line, next]): ReadonlyArray<Finding> => {
    const last = line.letters.at(-1)?.value ?? ''
    const first = isBehindImage(next, print) ? '' : (next.letters[0]?.value ?? '')
    const want = 'a line end elsewhere'
    if (latin.test(first) && latin.test(last)) return []
    const isRange = range.test(textOf(line.letters.slice(-2))) && isDigit(first)
    return [
      ...(unbeginning.has(first)
        ? [{ rule: 'line-start', what: `${first} at the start`, want, at: next } as const]
        : []),
      ...(unending.has(last) && !isRange
        ? [{ rule: 'line-end', what: `${last} at the end`, want, at: line } as const]
        : [])
    ]
  })
}

/** No line end parts a dash, an ellipsis, a number, or a number and its unit. A range may be, behind its dash. */
export function checkParted(print: Print): ReadonlyArray<Finding> {
  return ends(print).flatMap(([line, next]): ReadonlyArray<Finding> => {
    if (next.letters[0]?.space) return []
    const before = textOf(line.letters.slice(-2))
    const after = textOf(next.letters.slice(0, 2))
    const parted = together.find(([a, b]) => a.test(before) && b.test(after))
    if (!parted) return []
    const what = `line end in a ${parted[2]}, ${before}｜${after}`
    return [{ rule: 'line-parted', what, want: 'it unparted', at: line }]
  })
}

/** Tell whether an image begins the line: it stands before the first character, and takes room there. */
function isBehindImage({ letters: [first], page }: Line, { settings, streams }: Print): boolean {
  if (!first || !streams.text.images.has(first.index)) return false
  return first.spot.along > areaOf(settings, page).start + first.spot.size / 2
}

/** The lines that end within their text, each with the next. Code may be parted anywhere. */
function ends({ text, notes }: Print): ReadonlyArray<readonly [Line, Line]> {
  return [...text, ...notes].flatMap(({ block, lines }) =>
    lines.flatMap((line, index) => {
      if (block.style === 'code') return []
      const next = lines[index + 1]
      return next && !line.isOpen ? [[line, next] as const] : []
    })
  )
}

function textOf(letters: ReadonlyArray<Letter>): string {
  return letters.map(({ value }) => value).join('')
}
