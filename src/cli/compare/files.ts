import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { VFile } from 'vfile'
import {
  type Comparison,
  checkReplacement,
  drawPages,
  type PagePicture,
  picturedPages,
  publish,
  rowsBetween,
  type SharedBrowser,
  selectPages,
  writeErrata,
  writeRedline
} from '../../index.ts'
import { attempt, write } from '../write.ts'
import type { BuiltState } from './state.ts'

/** Maximum number of pictures of each state on the redline page; each has about 30 kB. */
const mostPictures = 100

/**
 * Write the files for `--out`: the errata sheet as Markdown and PDF, the redline page, the data.
 *
 * @param name name of the document, without extension.
 * @param file receives the messages.
 * @returns the paths written.
 */
export async function writeComparison(
  comparison: Comparison,
  old: BuiltState,
  now: BuiltState,
  out: string,
  name: string,
  template: string,
  browser: SharedBrowser,
  file: VFile
): Promise<ReadonlyArray<string>> {
  const place = (ending: string) => join(out, `${name}.errata.${ending}`)
  const written: string[] = []
  const keep = async (path: string, content: string | Uint8Array): Promise<void> => {
    if (await write(path, content, file)) written.push(path)
  }
  const rows = rowsBetween(comparison, old.state, now.state)
  await keep(place('json'), `${JSON.stringify(comparison, undefined, 2)}\n`)
  await keep(place('md'), writeErrata(comparison, rows, now.state.book.meta))
  const pictures = await draw(comparison, old, now, browser, file)
  await keep(place('html'), writeRedline(comparison, old.state, now.state, pictures))
  const sheet = await publish(
    place('md'),
    { targets: ['pdf'], template, strict: false, parts: ['text'], browser },
    () => {}
  )
  // An errata sheet has no received text; leave out that warning.
  file.messages.push(...sheet.file.messages.filter(({ ruleId }) => ruleId !== 'text-unheld'))
  const [pdf] = sheet.editions
  if (pdf) await keep(place('pdf'), pdf.bytes)
  return written
}

/** Draw the pages of both states that have corrections. */
async function draw(
  comparison: Comparison,
  old: BuiltState,
  now: BuiltState,
  browser: SharedBrowser,
  file: VFile
): Promise<Readonly<Record<'old' | 'now', ReadonlyMap<number, PagePicture>>>> {
  const wanted = picturedPages(comparison, mostPictures)
  return {
    old: await drawSide(old, wanted.old, browser, file),
    now: await drawSide(now, wanted.now, browser, file)
  }
}

async function drawSide(
  { publication }: BuiltState,
  pages: ReadonlyArray<number>,
  browser: SharedBrowser,
  file: VFile
): Promise<ReadonlyMap<number, PagePicture>> {
  const pictures = new Map<number, PagePicture>()
  const pdf = publication.editions.find(({ target }) => target === 'pdf')
  if (!pdf || pages.length === 0) return pictures
  for await (const picture of drawPages(pdf.bytes, pages, { width: 800, browser }, file)) {
    pictures.set(picture.page, picture)
  }
  return pictures
}

/**
 * Write the pages a press must print again, both sides of each leaf, as they are in the press file.
 *
 * @returns the path; undefined if there are no such pages or they could not be written.
 */
export async function writeReplacement(
  { pages }: Comparison,
  { publication }: BuiltState,
  path: string,
  file: VFile
): Promise<string | undefined> {
  const press = publication.editions.find((edition) => edition.target === 'press')
  const { book } = publication
  if (!pages || !press?.pagination || !book || pages.leaves.length === 0) return undefined
  const labels = press.pagination.pages.map(({ label }) => label)
  const wanted = new Set(pages.leaves.flat())
  const indices = [...labels.keys()].filter((index) => wanted.has(labels[index] ?? ''))
  const bytes = await selectPages(press.bytes, indices, labels)
  const faults = file.messages.length
  await checkReplacement(bytes, press, indices, book, file)
  if (file.messages.slice(faults).some(({ fatal }) => fatal)) return undefined
  return (await write(path, bytes, file)) ? path : undefined
}

/** Remove the files an earlier run wrote for a document, which may be out of date. */
export async function clearComparison(out: string, name: string, file: VFile): Promise<void> {
  const endings = ['md', 'pdf', 'html', 'json'].map((ending) => `errata.${ending}`)
  await attempt(file, async () => {
    for (const ending of [...endings, 'replace.pdf']) {
      await rm(join(out, `${name}.${ending}`), { force: true })
    }
  })
}
