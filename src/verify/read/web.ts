import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { type MarkupFile, markupFileOf, named } from './markup.ts'

/** A web edition, read once, from its bytes alone. */
export type ReadPage = Readonly<{
  bytes: Uint8Array
  text: string
  document: MarkupFile
  /** What the parser had to mend (HTML, 13.2.2). */
  errors: ReadonlyArray<string>
  /** The style sheets in it, and the data for machines, as they stand. */
  styles: ReadonlyArray<string>
  data: ReadonlyArray<string>
}>

const parser = unified().use(rehypeParse, { emitParseErrors: true }).freeze()

/**
 * Read a web edition as a browser does.
 *
 * @throws if the bytes are not UTF-8.
 */
export function readPage(bytes: Uint8Array): ReadPage {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  const file = new VFile(text)
  const document = markupFileOf(parser.parse(file), '')
  const { messages } = file
  return {
    bytes,
    text,
    document,
    errors: messages.map(({ ruleId, line }) => `${ruleId} in line ${line}`),
    styles: named(document.tags, 'style').map(({ children }) => children.join('')),
    data: named(document.tags, 'script').map(({ children }) => children.join(''))
  }
}
