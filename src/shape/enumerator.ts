import { circledNumbers, parseHanNumeral, toHanNumeral } from '../book.ts'

/** The number that opens a heading. */
export type Enumerator = Readonly<{
  /** As written in the text: `第三章`, `一、`, `（一）`, `1．`, `①`. */
  text: string
  value: number
  /** The enumerator of 1 in the same style, equal for all of one kind: `第1章` for `第12章`. */
  style: string
  /** Whether numbers may continue across the parts above (章, 节, 条). */
  runsOn: boolean
}>

type Parts = Readonly<{ open: string; numeral: string; close: string }>

const number = '(?<numeral>[〇零一二三四五六七八九十百千两]+|\\d{1,4})'

const patterns: ReadonlyArray<RegExp> = [
  new RegExp(`^(?<open>第)${number}(?<close>编|篇|部分|章|节|条)`, 'u'),
  /^(?<open>)(?<numeral>[〇零一二三四五六七八九十百千两]+)(?<close>、)/u,
  /^(?<open>)(?<numeral>\d{1,4})(?<close>、|[.．](?!\d))/u,
  new RegExp(`^(?<open>（)${number}(?<close>）)`, 'u'),
  new RegExp(`^(?<open>\\()${number}(?<close>\\))`, 'u'),
  /^(?<open>)(?<numeral>[①-⑳㉑-㉟㊱-㊿])(?<close>)/u
]

/** Read the enumerator at the start of a heading; `undefined` if there is none. */
export function enumeratorOf(heading: string): Enumerator | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(heading)
    const parts = partsOf(match?.groups)
    const value = parts && readNumeral(parts.numeral)
    if (!match || !parts || !value) continue
    const style = parts.open + write(parts.numeral, 1) + parts.close
    return { text: match[0], value, style, runsOn: parts.open === '第' }
  }
  return undefined
}

/** Write an enumerator of another number in the same style. */
export function likeEnumerator({ text }: Enumerator, value: number): string {
  for (const pattern of patterns) {
    const parts = partsOf(pattern.exec(text)?.groups)
    if (parts) return parts.open + write(parts.numeral, value) + parts.close
  }
  return text
}

function partsOf(groups: Readonly<Record<string, string>> | undefined): Parts | undefined {
  if (!groups) return undefined
  const { open = '', numeral = '', close = '' } = groups
  return { open, numeral, close }
}

function readNumeral(numeral: string): number | undefined {
  if (/^\d/.test(numeral)) return Number(numeral)
  const circled = circledNumbers.indexOf(numeral)
  return circled < 0 ? parseHanNumeral(numeral) : circled + 1
}

function write(like: string, value: number): string {
  if (/^\d/.test(like)) return String(value)
  return circledNumbers.includes(like)
    ? (circledNumbers[value - 1] ?? `${value}`)
    : toHanNumeral(value)
}
