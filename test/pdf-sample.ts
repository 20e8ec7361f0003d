import type { Element } from 'hast'
import { VFile } from 'vfile'
import type { Book, Edition, Leaf, Settings, Target, Typeset } from '../src/book.ts'
import { check } from '../src/check.ts'
import { parse } from '../src/parse.ts'
import { readAssets, readSource, readTemplate } from '../src/read.ts'
import { shape } from '../src/shape.ts'
import { typeset } from '../src/typeset.ts'
import { renderPdf } from './browser.ts'

/** A book and its PDF. */
export type PrintedSample = Readonly<{ book: Book; set: Typeset; edition: Edition; file: VFile }>

/** Make a PDF of a source with the real browser and fonts; press settings may be given. */
export async function printSample(
  path: string,
  name = 'official',
  target: Target = 'pdf',
  settings: Partial<Settings['press']> = {}
): Promise<PrintedSample> {
  const { file, meta } = await readSource(path)
  const template = await readTemplate(name, file)
  if (!meta || !template) throw new Error(String(file.messages[0]))
  const tree = parse(file)
  const book = shape(tree, file, meta, await readAssets(tree, file))
  const looks = { ...template, settings: withPress(template.settings, settings) }
  const set = await typeset(book, looks, target === 'cover' ? 'cover' : 'pdf', file)
  const edition = await (await renderPdf(set, {}, file, () => {}))?.(target)
  if (!edition) throw new Error(String(file.messages[0]))
  return { book, set, edition, file }

  function withPress(settings: Settings, change: Partial<Settings['press']>): Settings {
    return { ...settings, press: { ...settings.press, ...change } }
  }
}

/** Check an edition; its problems as `rule line reason`. */
export async function problemsOf(edition: Edition, book: Book): Promise<ReadonlyArray<string>> {
  const file = new VFile()
  await check(edition, book, file)
  return tell(file)
}

/** Render a book again with other leaves or styles, and check it. */
export async function reprint(
  { book, set }: PrintedSample,
  change: Partial<Pick<Typeset, 'leaves' | 'styles'>>
): Promise<ReadonlyArray<string>> {
  const file = new VFile()
  const make = await renderPdf({ ...set, ...change }, {}, file, () => {})
  const edition = await make?.(set.medium === 'cover' ? 'cover' : 'pdf')
  return [...tell(file), ...(edition ? await problemsOf(edition, book) : [])]
}

/** Copy the leaves to change them. */
export function copyLeaves({ set }: PrintedSample): Array<Leaf & { tree: Element }> {
  return structuredClone([...set.leaves])
}

function tell(file: VFile): ReadonlyArray<string> {
  return file.messages.map(({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`)
}
