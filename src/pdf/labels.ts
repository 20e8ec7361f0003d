import type { PDFDict } from '@cantoo/pdf-lib'
import { dictAt, dictOf, listAt, nameAt, numberAt, numberOf, textAt } from './objects.ts'

/** Write out the label of every page (PDF 32000-1, 12.4.2). */
export function readLabels(catalog: PDFDict, count: number): ReadonlyArray<string> {
  const ranges = listAt(dictAt(catalog, 'PageLabels'), 'Nums')
  return Array.from({ length: count }, (_, index) => {
    let [begin, style]: [number, PDFDict | undefined] = [0, undefined]
    for (let at = 0; at + 1 < ranges.length; at += 2) {
      const first = numberOf(ranges[at]) ?? 0
      if (first <= index) [begin, style] = [first, dictOf(ranges[at + 1])]
    }
    const number = index - begin + (numberAt(style, 'St') ?? 1)
    const figures = { D: `${number}`, r: roman(number), R: roman(number).toUpperCase() }
    const kind = nameAt(style, 'S')
    const written = kind === 'D' || kind === 'r' || kind === 'R' ? figures[kind] : ''
    return (textAt(style, 'P') ?? '') + written
  })
}

function roman(number: number): string {
  const signs = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i']
  ] as const
  let rest = number
  let written = ''
  for (const [value, sign] of signs) {
    while (rest >= value) {
      written += sign
      rest -= value
    }
  }
  return written
}
