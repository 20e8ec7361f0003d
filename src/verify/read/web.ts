import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { named, type Sheet, sheetOf } from './markup.ts'

/** A web edition, read once, from its bytes alone. */
export type ReadPage = Readonly<{
  bytes: Uint8Array
  text: string
  sheet: Sheet
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
  const sheet = sheetOf(parser.parse(file), '')
  const { messages } = file
  return {
    bytes,
    text,
    sheet,
    errors: messages.map(({ ruleId, line }) => `${ruleId} in line ${line}`),
    styles: named(sheet.tags, 'style').map(({ children }) => children.join('')),
    data: named(sheet.tags, 'script').map(({ children }) => children.join(''))
  }
}
