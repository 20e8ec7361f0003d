import { cut } from 'jieba-wasm'
import { lineEndForbidden, lineStartForbidden, numberUnits } from '../book.ts'

/** Units that are never broken: a Latin word, a number with its sign, an ellipsis, a dash. */
const units = /[\p{Script=Latin}\d][\p{Script=Latin}\d.,%‰’'–-]*|…+|—+|./gsu

/** Good places to break a title: after these, and before those. */
const behind = /[》〉”）】』」，、；：—的]$/u
const before = /^(?:[《〈“（【『「和与及暨]|关于)/u

/** Cost of a break elsewhere, inside brackets, and inside a word, as a difference in line length in em. */
const apart = { words: 2, brackets: 4, inside: 8 }

type Parting = Readonly<{ cost: number; ends: ReadonlyArray<number> }>

/**
 * Break a title into lines of similar length, between words if possible. A space at a line end stays
 * there, so that the lines are the title.
 *
 * @param count number of lines; fewer if the title has fewer unbreakable units.
 * @param widthOf width of a text, in em.
 */
export function breakTitle(
  title: string,
  count: number,
  widthOf: (text: string) => number
): ReadonlyArray<string> {
  const pieces = piecesOf(title)
  const joints = costs(pieces, title)
  const starts = [0]
  for (const piece of pieces) starts.push((starts.at(-1) ?? 0) + widthOf(piece))
  const lines = Math.min(count, pieces.length)
  const ideal = (starts.at(-1) ?? 0) / lines
  const known = new Map<string, Parting>()
  const { ends } = part(0, lines)
  return ends.map((end, index) => pieces.slice(ends[index - 1] ?? 0, end).join(''))

  function part(from: number, left: number): Parting {
    const found = known.get(`${from} ${left}`)
    if (found) return found
    const last = pieces.length - left + 1
    const first = left === 1 ? last : from + 1
    const best = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      .map((end): Parting => {
        const rest = left === 1 ? { cost: 0, ends: [] } : part(end, left - 1)
        const length = (starts[end] ?? 0) - (starts[from] ?? 0)
        const cost = (length - ideal) ** 2 + (joints[end] ?? 0) + rest.cost
        return { cost, ends: [end, ...rest.ends] }
      })
      .reduce((one, other) => (other.cost < one.cost ? other : one))
    known.set(`${from} ${left}`, best)
    return best
  }
}

/** Tell whether a title is broken within a word. */
export function isWithinWord(lines: ReadonlyArray<string>): boolean {
  const ends = wordEnds(lines.join(''))
  return !endsOf(lines).every((end) => ends.has(end))
}

/** Split a title into pieces that are never broken: units, with the marks that may not be parted. */
function piecesOf(title: string): ReadonlyArray<string> {
  const pieces: string[] = []
  for (const unit of title.match(units) ?? []) {
    const last = pieces.at(-1)
    const isOne =
      last !== undefined &&
      (unit === ' ' ||
        lineStartForbidden.includes(unit.charAt(0)) ||
        lineEndForbidden.includes(last.slice(-1)))
    if (isOne) pieces[pieces.length - 1] = last + unit
    else pieces.push(unit)
  }
  return pieces
}

/** Compute the cost of a break before each piece. */
function costs(pieces: ReadonlyArray<string>, title: string): ReadonlyArray<number> {
  const ends = wordEnds(title)
  let above = ''
  return pieces.map((piece, index) => {
    const [last, at] = [above, above.length]
    above += piece
    const count = (marks: RegExp) => last.match(marks)?.length ?? 0
    if (count(/[\p{Ps}\p{Pi}]/gu) > count(/[\p{Pe}\p{Pf}]/gu)) return apart.brackets ** 2
    const hasUnit = /\d$/.test(last) && numberUnits.includes(piece.charAt(0))
    if (!ends.has(at) || hasUnit) return apart.inside ** 2
    const isGood = behind.test(last) || before.test(pieces.slice(index, index + 2).join(''))
    return isGood ? 0 : apart.words ** 2
  })
}

/**
 * Find where words end, as offsets in the title, by a dictionary of simplified Chinese; in
 * traditional Chinese most characters are words of their own. It is WebAssembly, and the same on
 * every machine.
 */
function wordEnds(title: string): ReadonlySet<number> {
  return new Set(endsOf(cut(title, false)))
}

/** Add up the lengths of parts of a text: the offset at which each ends. */
function endsOf(parts: ReadonlyArray<string>): ReadonlyArray<number> {
  let end = 0
  return parts.map(({ length }) => {
    end += length
    return end
  })
}
