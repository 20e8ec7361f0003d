import type { Element } from 'hast'
import hyphen from 'hyphen/en-us/index.js'
import { costs } from './costs.ts'
import type { LineOptions } from './line-options.ts'
import { neverBegins } from './marks.ts'
import type { Piece } from './piece.ts'

/** A place where a word may be parted. */
type WordBreak = Readonly<{
  /** Demerits of it. */
  cost: number
  /** Advance in em of the hyphen that is added, 0 if none is. */
  hyphen: number
  /** Whether the letters there are spaced as Han characters are. */
  isSpaced: boolean
}>

/** Where words may be parted, by the index of the piece before the place. */
export type WordBreaks = ReadonlyMap<number, WordBreak>

/** An address as it is written, without the link it stands in. */
const address = /:\/\/|^www\.|.@./

/** A mark of an address, which ends a line better than it begins one. */
const sign = /^[/.\-?&=_#%]$/

/** No word of a language is longer, in characters. */
const longest = 40

/** A number, which is parted nowhere. */
const figures = /^[0-9.,:%]+$/

/** Shorter words are not parted, in letters. */
const shortest = 6

/** A word of six letters or more, with no capital inside. */
const parted = /(?<![\p{L}\p{Nd}_'’])[A-Za-z][a-z]{5,}(?![\p{L}\p{Nd}_'’])/gu

/** Demerits of parting what is no word: behind a slash, behind another mark, and anywhere. */
type Prices = Readonly<{ slash: number; sign: number; anywhere: number }>

const inFull = {
  address: { slash: costs.parting, sign: costs.parting, anywhere: costs.anywhere },
  endless: { slash: costs.parting, sign: costs.parting, anywhere: costs.endless }
} as const

/** A line that is not justified has no gap to spare. */
const ragged: Prices = { slash: costs.parting, sign: costs.long, anywhere: costs.longAnywhere }

/** Find where the words and addresses of a text may be parted. */
export function findWordBreaks(pieces: ReadonlyArray<Piece>, options: LineOptions): WordBreaks {
  const breaks = new Map<number, WordBreak>()
  const isFull = options.align === 'justify'
  for (let from = 0; from < pieces.length; ) {
    let to = from
    while (pieces[to]?.kind === 'word') to++
    const run = pieces.slice(from, to)
    const word = run.map(({ text }) => text).join('')
    const isCode = run.some(({ around }) => around.some(({ tagName }) => tagName === 'code'))
    if (address.test(word) || run[0]?.around.some((element) => shows(element, word))) {
      breakAnywhere(run, from, isFull ? inFull.address : ragged, breaks)
    } else if (run.length > longest && !figures.test(word)) {
      breakAnywhere(run, from, isFull ? inFull.endless : ragged, breaks)
    } else if (!isCode) {
      breakAtHyphens(run, from, breaks)
      if (options.hyphenation === 'en-us' && !run.some(isForeign))
        breakAtSyllables(run, from, options, breaks)
    }
    from = Math.max(to, from + 1)
  }
  return breaks
}

/** Tell whether a link shows its own address. */
function shows({ tagName, properties }: Element, word: string): boolean {
  return tagName === 'a' && /[./]/.test(word) && String(properties.href).includes(word)
}

/** Tell whether a piece is in a language whose words the syllables of English would part wrongly. */
function isForeign({ around }: Piece): boolean {
  const lang = around.findLast(({ properties }) => properties.lang !== undefined)?.properties.lang
  return lang !== undefined && !/^en(?:-|$)/i.test(String(lang))
}

/**
 * An address, or what is longer than any word, is parted after its marks, and for want of them
 * anywhere. No hyphen is added: it would be taken for one of them.
 */
function breakAnywhere(
  run: ReadonlyArray<Piece>,
  from: number,
  prices: Prices,
  out: Map<number, WordBreak>
): void {
  for (const [index, { text }] of run.slice(0, -1).entries()) {
    const next = run[index + 1]?.text ?? ''
    out.set(from + index, { cost: costBetween(text, next, prices), hyphen: 0, isSpaced: true })
  }
}

function costBetween(before: string, after: string, prices: Prices): number {
  if (neverBegins(after) || sign.test(after)) return costs.forced
  if (before === '/') return prices.slash
  if (sign.test(before)) return prices.sign
  return /^[0-9]{2}$/.test(before + after)
    ? Math.max(costs.endless, prices.anywhere)
    : prices.anywhere
}

/** A word is parted behind its own hyphen, COVID-19 only in need, and a telephone number never. */
function breakAtHyphens(
  run: ReadonlyArray<Piece>,
  from: number,
  out: Map<number, WordBreak>
): void {
  const texts = run.map(({ text }) => text)
  for (const [index, text] of texts.entries()) {
    if (text !== '-') continue
    const sides = texts.slice(Math.max(0, index - 2), index + 2).join('')
    const place = { hyphen: 0, isSpaced: false }
    if (/\p{L}-\p{L}$/u.test(sides)) out.set(from + index, { ...place, cost: costs.parting })
    if (/^\p{L}{2}-[0-9]$/u.test(sides)) out.set(from + index, { ...place, cost: costs.range })
  }
}

/** At least two letters stay, and three go to the next line. */
function breakAtSyllables(
  run: ReadonlyArray<Piece>,
  from: number,
  { advance, align }: LineOptions,
  out: Map<number, WordBreak>
): void {
  const word = run.map(({ text }) => text).join('')
  // One piece may hold several characters, and then none of them is parted from the others.
  if (run.length < shortest || run.length !== word.length) return
  for (const { index, 0: letters } of word.matchAll(parted)) {
    const syllables = hyphen.hyphenateSync(letters, {
      hyphenChar: '\u00AD',
      minWordLength: shortest
    })
    let end = 0
    for (const syllable of syllables.split('\u00AD')) {
      end += syllable.length
      const last = run[index + end - 1]
      if (!last || end < 2 || end > letters.length - 3) continue
      const width = advance('-', last.face) * last.scale
      const cost = align === 'justify' ? costs.hyphen : costs.long
      out.set(from + index + end - 1, { cost, hyphen: width, isSpaced: false })
    }
  }
}
