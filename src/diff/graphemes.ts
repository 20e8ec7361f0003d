const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Code points that are always a grapheme cluster by themselves: Han, kana, their punctuation,
 * printable ASCII.
 */
const plain =
  /^[ -~\u2014\u2018-\u201D\u2026\u3000-\u3029\u3030-\u3096\u30A1-\u30FA\u4E00-\u9FFF\uFF01-\uFF5E]*$/u

/** Split a text into grapheme clusters (UAX 29). */
export function graphemesOf(text: string): ReadonlyArray<string> {
  if (plain.test(text)) return text.split('')
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Split a text into sentences: up to 。！？； with closing marks, or a line end. */
export function sentencesOf(text: string): ReadonlyArray<string> {
  return (
    text
      .match(/[^。！？；!?\n]*(?:[。！？；!?]+[”’"'』」）》〉】〕)\]]*|\n|$)/gu)
      ?.filter(Boolean) ?? []
  )
}

/** Split a text into clauses: up to any punctuation or a line end. */
export function clausesOf(text: string): ReadonlyArray<string> {
  return text.match(/[^\p{P}\n]*(?:\p{P}+|\n|$)/gu)?.filter(Boolean) ?? []
}
