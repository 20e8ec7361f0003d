import type { Span } from './span.ts'

/** What makes a run of another language out of the text between: `:span[` and `]{lang=en}`. */
export type LanguageSpan = Readonly<{ opening: Span; closing: Span; lang: string }>

const opening = ':span['

/** The end of a right one; the tag may be quoted. */
const closing = /\]\{lang=(["']?)([\w-]+)\1\}$/

/** Read what stands around a run of another language; `undefined` if it is not as it has to be. */
export function languageSpan(source: string, { start, end }: Span): LanguageSpan | undefined {
  const written = source.slice(start, end)
  const found = closing.exec(written)
  if (!written.startsWith(opening) || !found) return undefined
  return {
    opening: { start, end: start + opening.length },
    closing: { start: start + found.index, end },
    lang: found[2] ?? ''
  }
}
