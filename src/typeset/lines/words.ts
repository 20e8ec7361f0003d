import type { Element } from 'hast'
import hyphen from 'hyphen/en-us/index.js'
import type { Setting } from '../lines.ts'
import type { Piece } from './piece.ts'

/**
 * Where words may be parted: by the index of the piece before the place, the advance in em of the
 * hyphen that is added, 0 if none is.
 */
export type Partings = ReadonlyMap<number, number>

/** An address as it is written, without the link it stands in. */
const address = /:\/\/|^www\.|.@./

/** A word of six letters or more, with no capital inside; longer ones than forty are none. */
const parted = /(?<![\p{L}\p{Nd}_'’])[A-Za-z][a-z]{5,39}(?![\p{L}\p{Nd}_'’])/gu

/** Find where the words and addresses of a text may be parted. */
export function findPartings(pieces: ReadonlyArray<Piece>, setting: Setting): Partings {
  const partings = new Map<number, number>()
  for (let from = 0; from < pieces.length; ) {
    let to = from
    while (pieces[to]?.kind === 'word') to++
    const run = pieces.slice(from, to)
    const word = run.map(({ text }) => text).join('')
    const isCode = run.some(({ around }) => around.some(({ tagName }) => tagName === 'code'))
    if (address.test(word) || run[0]?.around.some((element) => shows(element, word))) {
      partAddress(run, from, partings)
    } else if (!isCode) {
      partAtHyphens(run, from, partings)
      if (setting.hyphenation === 'en-us') partBySyllables(run, from, setting, partings)
    }
    from = Math.max(to, from + 1)
  }
  return partings
}

/** Tell whether a link shows its own address. */
function shows({ tagName, properties }: Element, word: string): boolean {
  return tagName === 'a' && /[./]/.test(word) && String(properties.href).includes(word)
}

/** An address is parted after its marks, and no hyphen is added: it would be taken for one of them. */
function partAddress(run: ReadonlyArray<Piece>, from: number, out: Map<number, number>): void {
  for (const [index, { text }] of run.entries()) {
    const next = run[index + 1]?.text ?? ''
    if (/[/.\-?&=_]/.test(text) && !/[/.\-?&=_]/.test(next)) out.set(from + index, 0)
  }
}

function partAtHyphens(run: ReadonlyArray<Piece>, from: number, out: Map<number, number>): void {
  for (const [index, { text }] of run.entries()) {
    const sides = `${run[index - 1]?.text ?? ''}${run[index + 1]?.text ?? ''}`
    if (text === '-' && /^\p{L}{2}$/u.test(sides)) out.set(from + index, 0)
  }
}

/** At least two letters stay, and three go to the next line. */
function partBySyllables(
  run: ReadonlyArray<Piece>,
  from: number,
  { advance }: Setting,
  out: Map<number, number>
): void {
  const word = run.map(({ text }) => text).join('')
  // One piece may hold several characters, and then none of them is parted from the others.
  if (run.length !== word.length) return
  for (const { index, 0: letters } of word.matchAll(parted)) {
    const syllables = hyphen.hyphenateSync(letters, { hyphenChar: '\u00AD', minWordLength: 6 })
    let end = 0
    for (const syllable of syllables.split('\u00AD')) {
      end += syllable.length
      const last = run[index + end - 1]
      if (!last || end < 2 || end > letters.length - 3) continue
      out.set(from + index + end - 1, advance('-', last.face) * last.scale)
    }
  }
}
