const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Code points that are a grapheme cluster each wherever they stand: Han, kana, their marks, printable ASCII. */
const plain =
  /^[ -~\u2014\u2018-\u201D\u2026\u3000-\u3029\u3030-\u3096\u30A1-\u30FA\u4E00-\u9FFF\uFF01-\uFF5E]*$/u

/** Part a text into what a reader takes for one character (grapheme clusters, UAX 29). */
export function graphemesOf(text: string): ReadonlyArray<string> {
  if (plain.test(text)) return text.split('')
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Part a text into sentences: up to 。！？； or a line end, with the marks that close after it. */
export function sentencesOf(text: string): ReadonlyArray<string> {
  return (
    text
      .match(/[^。！？；!?\n]*(?:[。！？；!?]+[”’"'』」）》〉】〕)\]]*|\n|$)/gu)
      ?.filter(Boolean) ?? []
  )
}

/** Part a text into clauses: up to any mark of punctuation or a line end. */
export function clausesOf(text: string): ReadonlyArray<string> {
  return text.match(/[^\p{P}\n]*(?:\p{P}+|\n|$)/gu)?.filter(Boolean) ?? []
}
