/** Unbreakable units: a Latin word, a number with its sign, an ellipsis, a dash. */
const whole = /[\p{Script=Latin}\d][\p{Script=Latin}\d.,%‰’'–-]*|…+|—+|./gsu

/** Marks that may not begin a line, and marks that may not end one (GB/T 15834, 5.1). */
const closing = /^[\p{Pe}\p{Pf}、，。；：！？…—～·%‰]/u
const opening = /[\p{Ps}\p{Pi}]$/u

/** Good places to break a title: after these, and before those. */
const behind = /[》〉”）】』」，、；：—的]$/u
const before = /^(?:[《〈“（【『「和与及暨]|关于)/u

/** Cost of a break elsewhere, and of one inside brackets, as a difference in line length in em. */
const apart = { words: 2, brackets: 4 }

type Parting = Readonly<{ cost: number; ends: ReadonlyArray<number> }>

/**
 * Break a title into lines of similar length, between words if possible.
 *
 * @param count number of lines; fewer if the title has fewer words.
 * @param widthOf width of a text, in em.
 */
export function breakTitle(
  title: string,
  count: number,
  widthOf: (text: string) => number
): ReadonlyArray<string> {
  const words = wordsOf(title)
  const joints = words.map((_, index) => jointAt(words, index))
  const starts = [0]
  for (const word of words) starts.push((starts.at(-1) ?? 0) + widthOf(word))
  const lines = Math.min(count, words.length)
  const ideal = (starts.at(-1) ?? 0) / lines
  const known = new Map<string, Parting>()
  const { ends } = part(0, lines)
  return ends.map((end, index) =>
    words
      .slice(ends[index - 1] ?? 0, end)
      .join('')
      .trim()
  )

  function part(from: number, left: number): Parting {
    const found = known.get(`${from} ${left}`)
    if (found) return found
    const last = words.length - left + 1
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

/** Compute the cost of breaking a title before a word. */
function jointAt(words: ReadonlyArray<string>, index: number): number {
  const above = words.slice(0, index).join('')
  const count = (marks: RegExp) => above.match(marks)?.length ?? 0
  if (count(/[\p{Ps}\p{Pi}]/gu) > count(/[\p{Pe}\p{Pf}]/gu)) return apart.brackets ** 2
  const isGood = behind.test(above) || before.test(words.slice(index, index + 2).join(''))
  return isGood ? 0 : apart.words ** 2
}

/** Split a title into unbreakable units, marks attached to their words. */
function wordsOf(title: string): ReadonlyArray<string> {
  const words: string[] = []
  for (const word of title.match(whole) ?? []) {
    const last = words.at(-1)
    const isOne = last !== undefined && (closing.test(word) || opening.test(last) || word === ' ')
    if (isOne) words[words.length - 1] = last + word
    else words.push(word)
  }
  return words
}
