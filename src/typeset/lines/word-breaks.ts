import type { Element } from 'hast'
import hyphen from 'hyphen/en-us/index.js'
import { costs } from './costs.ts'
import type { LineOptions } from './line-options.ts'
import { neverBegins } from './marks.ts'
import type { Piece } from './piece.ts'

/** A place where a word may be broken. */
type WordBreak = Readonly<{
  /** Its demerits. */
  cost: number
  /** Advance of the added hyphen in em; 0 if none is added. */
  hyphen: number
  /** Whether the letters there are spaced like Han characters. */
  isSpaced: boolean
}>

/** Where words may be broken, by index of the preceding piece. */
export type WordBreaks = ReadonlyMap<number, WordBreak>

/** A literal address outside a link. */
const address = /:\/\/|^www\.|.@./

/** A mark in an address, after which a break is better than before. */
const sign = /^[/.\-?&=_#%]$/

/** Longest word of any language, in characters. */
const longest = 40

/** A number, which is never broken. */
const figures = /^[0-9.,:%]+$/

/** Shortest word that is hyphenated, in letters. */
const shortest = 6

/** A word of six letters or more, with no capital inside. */
const parted = /(?<![\p{L}\p{Nd}_'’])[A-Za-z][a-z]{5,}(?![\p{L}\p{Nd}_'’])/gu

/** Demerits of breaking an address or overlong word: after a slash, after another mark, and anywhere. */
type Prices = Readonly<{ slash: number; sign: number; anywhere: number }>

const inFull = {
  address: { slash: costs.parting, sign: costs.parting, anywhere: costs.anywhere },
  endless: { slash: costs.parting, sign: costs.parting, anywhere: costs.endless }
} as const

/** Costs in lines that are not justified, which have no stretchable gaps. */
const ragged: Prices = { slash: costs.parting, sign: costs.long, anywhere: costs.longAnywhere }

/** Find where words and addresses of a text may be broken. */
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

/** Tell whether a piece is in a language for which English hyphenation would be wrong. */
function isForeign({ around }: Piece): boolean {
  const lang = around.findLast(({ properties }) => properties.lang !== undefined)?.properties.lang
  return lang !== undefined && !/^en(?:-|$)/i.test(String(lang))
}

/**
 * Break an address, or an overlong word, after its marks, or anywhere if it has none. No hyphen is
 * added, since it would look like part of the address.
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

/** Break a word after its own hyphen; COVID-19 only reluctantly, telephone numbers never. */
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

/** Break a word at syllables: at least two letters before the break and three after. */
function breakAtSyllables(
  run: ReadonlyArray<Piece>,
  from: number,
  { advance, align }: LineOptions,
  out: Map<number, WordBreak>
): void {
  const word = run.map(({ text }) => text).join('')
  // A piece may contain several characters that must stay together.
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
