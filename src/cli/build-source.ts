import { parse } from 'node:path'
import type { VFile } from 'vfile'
import {
  digestOf,
  type Edition,
  isWithholding,
  type Publication,
  publish,
  type SiteDocument
} from '../index.ts'
import { buildReport } from './build-report.ts'
import type { BuildOptions } from './build-request.ts'
import type { Written } from './build-table.ts'
import { editionPath, pageMapPath, pathOf } from './output-paths.ts'
import { writePageMap } from './page-map.ts'
import { showProgress } from './progress.ts'
import type { Reporter } from './reporter.ts'
import type { Made } from './reproduce.ts'
import { write } from './write.ts'

/** The result of building a source. */
export type Built = Readonly<{
  file: VFile
  /** The editions written, and the page of a site, which is written later. */
  written: ReadonlyArray<Written>
  pages: ReadonlyArray<Written>
  /** Paths of the page map and the report, if written. */
  lists: ReadonlyArray<Made>
  /** What a site shows of it; undefined if any edition failed. */
  document?: SiteDocument
}>

/** Publish a source; write its editions and the page map of its PDF. */
export async function buildSource(
  source: string,
  options: BuildOptions,
  out: string,
  stderr: Reporter['stderr']
): Promise<Built> {
  const display = showProgress(source, stderr)
  const publication = await publish(source, options, display.progress)
  const { file, editions, book, template } = publication
  const written: Array<Edition> = []
  for (const edition of editions) {
    if (edition.isOnSite) continue
    if (await write(pathOf(source, edition, out), edition.bytes, file)) written.push(edition)
  }
  const pageMap = pageMapOf({ ...publication, editions: written }, source)
  const path = pageMapPath(source, out)
  const isMapped = pageMap !== undefined && (await write(path, pageMap, file))
  const pages = editions.filter(({ isOnSite }) => isOnSite)
  const lists: Array<Made> = isMapped
    ? [{ target: 'list', path, bytes: new TextEncoder().encode(pageMap) }]
    : []
  if (options.report) {
    display.progress('report')
    const { strict, browser } = options
    const all = [...written, ...pages]
    const built = { source, out, strict, publication, written: all, lists }
    const report = await buildReport({ ...built, ...(browser ? { browser } : {}) })
    if (report) lists.push(report)
  }
  display.end(summary([...written, ...pages]))
  const named = (edition: Edition): Written => {
    return { edition, path: pathOf(source, edition, out), time: display.time(nameOf(edition)) }
  }
  const isSound = !file.messages.some((message) => isWithholding(message, options.strict))
  const isWhole = book && template && pages.length > 0 && isSound
  const own = isMapped ? { pageMap } : {}
  const document = { name: parse(source).name, editions, ...own }
  return {
    file,
    written: written.map(named),
    pages: pages.map(named),
    lists,
    ...(isWhole ? { document: { ...document, book, template } } : {})
  }
}

/** Write the page map of the PDF for reading, if there is one. */
function pageMapOf(
  { file, editions, book, template, digest }: Publication,
  source: string
): string | undefined {
  const pdf = editions.find(({ target }) => target === 'pdf')
  if (!pdf?.pagination || !book || !template || digest === undefined) return undefined
  const { title, identifier } = book.meta
  return writePageMap({
    title,
    ...(identifier === undefined ? {} : { identifier }),
    template: template.name,
    pdf: { file: parse(editionPath(source, 'pdf', '')).base, sha256: digestOf(pdf.bytes) },
    markdown: { file: file.basename ?? '', sha256: digest },
    pagination: pdf.pagination
  })
}

/** The name under which the progress of an edition is shown. */
function nameOf({ target, isOnSite }: Edition): string {
  return isOnSite ? 'site' : target
}

function summary(editions: ReadonlyArray<Edition>): string {
  if (editions.length === 0) return 'no edition'
  return editions
    .map((edition) => `${nameOf(edition)} ${edition.map?.pages.length ?? ''}`.trim())
    .join(', ')
}
