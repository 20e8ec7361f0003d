import type { Letter, Line } from '../lines.ts'
import type { Finding, Print } from '../print.ts'

/** In a vertical line numbers of up to four digits stand upright, two digits side by side. */
export function checkUprightDigits({ settings, lines }: Print): ReadonlyArray<Finding> {
  if (settings.writing === 'horizontal') return []
  return lines.flatMap((line) =>
    numbersOf(line).flatMap((number): ReadonlyArray<Finding> => {
      const text = number.map(({ value }) => value).join('')
      if (number.some(({ glyph }) => glyph.turned)) {
        const what = `number ${text} on its side`
        return [{ rule: 'vertical-digits', what, want: 'it upright', at: line }]
      }
      const [first, second] = number
      if (number.length !== 2 || !first || !second || isBeside(first, second)) return []
      const what = `digits of ${text} under each other`
      return [{ rule: 'vertical-digits', what, want: 'them side by side', at: line }]
    })
  )
}

/** In a vertical line quotation marks stand upright: a face has forms of them for it. */
export function checkQuotes({ settings, lines }: Print): ReadonlyArray<Finding> {
  if (settings.writing === 'horizontal') return []
  return lines.flatMap((line) => {
    const turned = line.letters.filter(({ value, glyph }) => /^[“”‘’]/u.test(value) && glyph.turned)
    return turned.map(({ value }): Finding => {
      const what = `quotation mark ${value} on its side`
      return { rule: 'vertical-quotes', what, want: 'its vertical form', at: line }
    })
  })
}

/** Numbers of one to four digits that stand by themselves, not in a word or a longer number. */
function numbersOf({ letters, block }: Line): ReadonlyArray<ReadonlyArray<Letter>> {
  if (block.style === 'code') return []
  const words: Letter[][] = [[]]
  for (const letter of letters) {
    const isWord = /^[!-~\p{Script=Latin}]/u.test(letter.value)
    if (letter.space || !isWord) words.push([])
    if (isWord) words.at(-1)?.push(letter)
  }
  return words.filter((word) => {
    const text = word.map(({ value }) => value).join('')
    return /^[0-9]{1,4}$/.test(text)
  })
}

function isBeside(first: Letter, second: Letter): boolean {
  return Math.abs(first.spot.along - second.spot.along) < 0.1 * first.spot.size
}
