const digits = '零一二三四五六七八九'
const units = ['千', '百', '十', ''] as const

/** Write a number from 1 to 9999 as a Han numeral, 350 as 三百五十. */
export function toHanNumeral(number: number): string {
  const places = String(number).padStart(4, '0').slice(-4)
  let text = ''
  for (const [index, unit] of units.entries()) {
    const digit = Number(places[index])
    if (digit > 0) text += digits.charAt(digit) + unit
    else if (text !== '' && !text.endsWith('零')) text += '零'
  }
  return text.replace(/零$/, '').replace(/^一十/, '十')
}

/** Read a Han numeral from 1 to 9999, with units (三百五十) or digit by digit (二〇); `undefined` if it is none. */
export function parseHanNumeral(text: string): number | undefined {
  const plain = text.replaceAll('〇', '零').replaceAll('两', '二')
  if (/^[零一二三四五六七八九]+$/u.test(plain)) {
    const number = Number([...plain].map((digit) => digits.indexOf(digit)).join(''))
    return number > 0 && number < 10000 && !plain.startsWith('零') ? number : undefined
  }
  let sum = 0
  let digit: number | undefined
  for (const character of plain) {
    const unit = [...'十百千'].indexOf(character)
    if (unit < 0) digit = digits.indexOf(character)
    else {
      sum += (digit ?? 1) * 10 ** (unit + 1)
      digit = undefined
    }
  }
  sum += digit ?? 0
  return toHanNumeral(sum) === plain.replace(/^一十/, '十') ? sum : undefined
}

/** The circled numbers 1 to 50: ① to ⑳, ㉑ to ㉟, ㊱ to ㊿. */
export const circledNumbers: ReadonlyArray<string> = [
  [0x2460, 20],
  [0x3251, 15],
  [0x32b1, 15]
].flatMap(([first = 0, length = 0]) =>
  Array.from({ length }, (_, index) => String.fromCodePoint(first + index))
)
