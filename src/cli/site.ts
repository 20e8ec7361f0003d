import { join, parse } from 'node:path'
import type { VFile } from 'vfile'
import { makeSite, type PublishOptions, report, siteNames } from '../index.ts'
import type { Built } from './build-source.ts'
import { seconds } from './columns.ts'
import { siteFolder } from './output-paths.ts'
import type { Reporter } from './reporter.ts'
import type { Made } from './reproduce.ts'
import { documentsIn, replaceSiteFolder } from './site-folder.ts'
import { WrongUse } from './wrong-use.ts'

/**
 * Make a site of everything built in a run, and replace the previous one.
 *
 * @returns its list, with the digest of every file; undefined, with a message on the file given, if
 * a document failed, if the folder cannot be replaced, or, when strict, if documents would be
 * removed.
 */
export async function buildSite(
  built: ReadonlyArray<Built>,
  out: string,
  { baseUrl, strict }: Pick<PublishOptions, 'baseUrl' | 'strict'>,
  file: VFile,
  stderr: Reporter['stderr']
): Promise<Made | undefined> {
  const began = performance.now()
  const failed = built.filter(({ document }) => !document)
  if (failed.length > 0) {
    const names = failed.map((one) => one.file.path).join(', ')
    const reason = `Unexpected failure of ${names}, expected every document of the site`
    report(file, 'site-incomplete', reason)
    return undefined
  }
  const documents = built.flatMap(({ document }) => document ?? [])
  const folder = siteFolder(out)
  const names = documents.map(({ name }) => name)
  const gone = (await documentsIn(folder, file))?.filter((name) => !names.includes(name))
  if (!gone || !mayRemove(gone, strict, file)) return undefined
  const files = await makeSite(documents, baseUrl)
  if (!(await replaceSiteFolder(folder, files, file))) return undefined
  if (baseUrl === undefined) {
    const reason = 'Unexpected site without an address, expected that of its folder on the web'
    report(file, 'site-address', reason)
  }
  const count = `${documents.length} document${documents.length === 1 ? '' : 's'}`
  stderr.write(`${folder}  ${count}  ${seconds(performance.now() - began)}\n`)
  const list = files.at(-1)
  return list && { target: 'list', path: join(folder, list.path), bytes: list.bytes }
}

/** Report documents the new site would remove; tell whether it may. */
function mayRemove(names: ReadonlyArray<string>, strict: boolean, file: VFile): boolean {
  if (names.length === 0) return true
  const reason = `Unexpected site without ${names.join(', ')}, expected every document of the one in place`
  report(file, 'site-removed', reason)
  return !strict
}

/**
 * Refuse a source whose folder would share its name with something else in the site.
 *
 * @throws WrongUse.
 */
export function refuseSiteNames(sources: ReadonlyArray<string>): void {
  for (const source of sources) {
    const { name } = parse(source)
    if (!siteNames.includes(name.normalize('NFC').toLowerCase())) continue
    const reason = `Unexpected source ${source}, expected another name`
    throw new WrongUse(`${reason}: a site has something of its own in that place`)
  }
}
