import type { Span } from './span.ts'

/** The markup of a span in another language, `:span[` and `]{lang=en}`, and the language. */
export type LanguageSpan = Readonly<{ opening: Span; closing: Span; lang: string }>

const opening = ':span['

/** The valid end of one; the tag may be quoted. */
const closing = /\]\{lang=(["']?)([\w-]+)\1\}$/

/** Read the markup of a span in another language; `undefined` if it is malformed. */
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
