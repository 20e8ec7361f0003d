const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Part a text into what a reader takes for one character: a variation selector stays with its own. */
export function graphemesOf(text: string): ReadonlyArray<string> {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}
