import type { Letter } from '../pages/letters.ts'
import type { Line, Setting } from '../pages/lines.ts'
import type { Finding, Print } from '../pages/print.ts'

/** A character and the line it stands in. */
type LetterInLine = Readonly<{ letter: Letter; line: Line }>

/** In a vertical line numbers of up to four digits stand upright, two digits side by side. */
export function checkUprightDigits({ settings, text, notes }: Print): ReadonlyArray<Finding> {
  if (settings.writing === 'horizontal') return []
  return [...text, ...notes].flatMap(numbersOf).flatMap((number): ReadonlyArray<Finding> => {
    const digits = number.map(({ letter }) => letter.value).join('')
    const [first, second] = number
    if (!first) return []
    if (number.some(({ letter }) => letter.glyph.turned)) {
      if (liesWithWords(number)) return []
      const what = `number ${digits} on its side`
      return [{ rule: 'vertical-digits', what, want: 'it upright', at: first.line }]
    }
    if (number.length !== 2 || !second || isBeside(first.letter, second.letter)) return []
    const what = `digits of ${digits} under each other`
    return [{ rule: 'vertical-digits', what, want: 'them side by side', at: first.line }]
  })
}

/**
 * In a vertical line quotation marks stand upright: a face has forms of them for it. In code they
 * are signs of a language, and lie with its words, as does an apostrophe.
 */
export function checkQuotes({ settings, lines }: Print): ReadonlyArray<Finding> {
  if (settings.writing === 'horizontal') return []
  return lines.flatMap((line) => {
    if (line.block.style === 'code') return []
    const turned = line.letters.filter(({ value, glyph }, index) => {
      const isApostrophe = value === '’' && line.letters[index + 1]?.glyph.turned
      return glyph.turned && /^[“”‘’]/u.test(value) && !isApostrophe
    })
    return turned.map(({ value }): Finding => {
      const what = `quotation mark ${value} on its side`
      return { rule: 'vertical-quotes', what, want: 'its vertical form', at: line }
    })
  })
}

/** Numbers of one to four digits that stand by themselves, not in a word or a longer number. */
function numbersOf({ block, lines }: Setting): ReadonlyArray<ReadonlyArray<LetterInLine>> {
  if (block.style === 'code') return []
  const words: LetterInLine[][] = [[]]
  let isOpen = false
  for (const line of lines) {
    for (const letter of line.letters) {
      const isWord = /^[!-~\p{Script=Latin}]/u.test(letter.value)
      if (isOpen || letter.space || !isWord) words.push([])
      if (isWord) words.at(-1)?.push({ letter, line })
      isOpen = false
    }
    isOpen = line.isOpen
  }
  return words.filter((word) => {
    return /^[0-9]{1,4}$/.test(word.map(({ letter }) => letter.value).join(''))
  })
}

/** In Latin text a number lies with its words. */
function liesWithWords([seat]: ReadonlyArray<LetterInLine>): boolean {
  const letters = seat?.line.letters ?? []
  const at = seat ? letters.indexOf(seat.letter) : -1
  const before = letters.slice(0, at).findLastIndex(({ glyph }) => !glyph.turned)
  const behind = letters.findIndex(({ glyph }, index) => index > at && !glyph.turned)
  const run = letters.slice(before + 1, behind === -1 ? letters.length : behind)
  return run.some(({ value }) => /^\p{Script=Latin}/u.test(value))
}

function isBeside(first: Letter, second: Letter): boolean {
  return Math.abs(first.spot.along - second.spot.along) < 0.1 * first.spot.size
}
