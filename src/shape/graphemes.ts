const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Split a text into grapheme clusters: a variation selector stays with its character. */
export function graphemesOf(text: string): ReadonlyArray<string> {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
