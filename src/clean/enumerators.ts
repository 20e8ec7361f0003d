import { parseHanNumeral } from '../book.ts'

/** The number that opens a heading. */
export type Enumerator = Readonly<{
  /** How it is written: `第一章`, `第一节`, `一、`, `（一）`, `1.` or `（1）`. */
  kind: 'chapter' | 'section' | 'han' | 'bracketed-han' | 'arabic' | 'bracketed-arabic'
  number: number
  text: string
}>

/** The level of a block as a heading, and what is doubtful about it. */
export type HeadingRank = Readonly<{ depth: number | undefined; doubt: string | undefined }>

const patterns: ReadonlyArray<readonly [Enumerator['kind'], RegExp]> = [
  ['chapter', /^第([一二三四五六七八九十]+)章/u],
  ['section', /^第([一二三四五六七八九十]+)节/u],
  ['han', /^([一二三四五六七八九十]+)、/u],
  ['bracketed-han', /^[（(]([一二三四五六七八九十]+)[）)]/u],
  ['arabic', /^(\d{1,2})[.．、](?!\d)/u],
  ['bracketed-arabic', /^[（(](\d{1,2})[）)]/u]
]

/** Read the enumerator at the start of a line; `undefined` if there is none. */
export function enumeratorOf(text: string): Enumerator | undefined {
  for (const [kind, pattern] of patterns) {
    const [whole, digits = ''] = pattern.exec(text) ?? []
    const number = /^\d/u.test(digits) ? Number(digits) : parseHanNumeral(digits)
    if (whole && number !== undefined) return { kind, number, text: whole }
  }
  return undefined
}

/**
 * Find heading levels by enumerators: a new kind starting at one is a level below the heading
 * before it; an open kind continues with the next number. The first level has depth 2.
 *
 * A gap in the numbers is doubtful, but still a heading; a sequence not starting at one is not.
 */
export function headingRanks(
  candidates: ReadonlyArray<Enumerator | undefined>
): ReadonlyArray<HeadingRank> {
  const open: Enumerator[] = []
  return candidates.map((enumerator) => {
    if (!enumerator) return { depth: undefined, doubt: undefined }
    const level = open.findIndex(({ kind }) => kind === enumerator.kind)
    const expected = level < 0 ? 1 : (open[level]?.number ?? 0) + 1
    const doubt =
      enumerator.number === expected
        ? undefined
        : `Unexpected enumerator ${enumerator.text}, expected number ${expected} of its kind`
    if (level < 0 && (doubt || open.length >= 5)) {
      return {
        depth: undefined,
        doubt: doubt ?? 'Unexpected sixth level of headings, expected five'
      }
    }
    if (level >= 0) open.length = level
    open.push(enumerator)
    return { depth: open.length + 1, doubt }
  })
}
