import type { Element } from 'hast'
import { VFile } from 'vfile'
import {
  type Book,
  type Edition,
  type Leaf,
  mediumOf,
  type Settings,
  type TargetOf,
  type Typeset
} from '../../src/book.ts'
import { parse } from '../../src/parse.ts'
import { readAssets, readSource, readTemplate } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'
import { typeset } from '../../src/typeset.ts'
import { check } from '../../src/verify.ts'
import { renderPdf } from './browser.ts'

/** An edition that is printed: of pages, or a cover. */
export type PrintedTarget = TargetOf<'pdf' | 'cover'>

/** A book and an edition printed of it. */
export type PrintedSample<Made extends PrintedTarget = 'pdf'> = Readonly<{
  book: Book
  set: Typeset<Medium[Made]>
  edition: Edition<Made>
  file: VFile
}>

type Medium = typeof mediumOf

/** Print a source with the real browser and the real fonts; the press's settings may be others. */
export async function printSample<Made extends PrintedTarget = 'pdf'>(
  path: string,
  name = 'official',
  target?: Made,
  settings: Partial<Settings['press']> = {}
): Promise<PrintedSample<Made>> {
  const { file, meta } = await readSource(path)
  const template = await readTemplate(name, file)
  if (!meta || !template) throw new Error(String(file.messages[0]))
  const tree = parse(file)
  const book = shape(tree, file, meta, await readAssets(tree, file))
  const press = { ...template.settings.press, ...settings }
  const changed = { ...template, settings: { ...template.settings, press } }
  const made = target ?? 'pdf'
  const set = await typeset<'pdf' | 'cover'>(book, changed, mediumOf[made], file)
  const edition = await (await renderPdf(set, {}, file, () => {}))?.(made)
  if (!edition) throw new Error(String(file.messages[0]))
  if (!isOf(edition, made) || !isFor(set, made)) throw new Error(`Unexpected ${edition.target}`)
  return { book, set, edition, file }
}

function isOf<Made extends PrintedTarget>(
  edition: Edition<PrintedTarget>,
  target: PrintedTarget | Made
): edition is Edition<PrintedTarget> & Edition<Made> {
  return edition.target === target
}

function isFor<Made extends PrintedTarget>(
  set: Typeset<'pdf' | 'cover'>,
  target: PrintedTarget | Made
): set is Typeset<'pdf' | 'cover'> & Typeset<Medium[Made]> {
  return set.medium === mediumOf[target]
}

/** Check an edition; its problems as `rule line reason`. */
export async function problemsOf(edition: Edition, book: Book): Promise<ReadonlyArray<string>> {
  const file = new VFile()
  await check(edition, book, file)
  return tell(file)
}

/** Render a book again with other leaves or styles, and check it. */
export async function reprint<Made extends PrintedTarget>(
  { book, set, edition: { target } }: PrintedSample<Made>,
  change: Partial<Pick<Typeset<'pdf'>, 'leaves' | 'styles'>>
): Promise<ReadonlyArray<string>> {
  const file = new VFile()
  const make = await renderPdf({ ...set, ...change }, {}, file, () => {})
  const edition = await make?.(target === 'cover' ? target : 'pdf')
  return [...tell(file), ...(edition ? await problemsOf(edition, book) : [])]
}

/** Copy the leaves to change them. */
export function copyLeaves({
  set
}: Readonly<{ set: Typeset<'pdf' | 'cover'> }>): Array<Leaf & { tree: Element }> {
  return structuredClone([...set.leaves])
}

function tell(file: VFile): ReadonlyArray<string> {
  return file.messages.map(({ ruleId, line, reason }) => `${ruleId} ${line ?? '-'} ${reason}`)
}
