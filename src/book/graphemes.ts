import { splitGraphemes } from 'unicode-segmenter/grapheme'

/**
 * Code points that are always a grapheme cluster by themselves: Han, kana, their punctuation,
 * printable ASCII.
 */
const plain =
  /^[ -~\u2014\u2018-\u201D\u2026\u3000-\u3029\u3030-\u3096\u30A1-\u30FA\u4E00-\u9FFF\uFF01-\uFF5E]*$/u

/**
 * Split a text into grapheme clusters (UAX 29): a variation selector stays with its character.
 *
 * Not `Intl.Segmenter`, which differs with the version of Node.
 */
export function graphemesOf(text: string): ReadonlyArray<string> {
  return plain.test(text) ? text.split('') : [...splitGraphemes(text)]
}
