import { digestOf } from './book.ts'
import { filesOf, type SiteDocument, type SiteFile } from './site/document.ts'
import { writeFeed } from './site/feed.ts'
import { subsetFonts } from './site/fonts.ts'
import { writeIndex } from './site/index-page.ts'

export type { SiteDocument, SiteFile } from './site/document.ts'

/** The file of a site that lists all others with their SHA-256, as `sha256sum` writes and checks it. */
export const manifest = 'kanben.sha256'

/** What stands in the folder of a site beside the documents; no document may be called so. */
export const siteNames: ReadonlyArray<string> = ['index.html', 'feed.xml', 'fonts', manifest]

/**
 * Make a site of documents: an index, a folder for each of them, the fonts all pages share, a feed
 * of what was published and corrected, and a list of all files. The same documents give the same bytes.
 *
 * @param documents each of them with its web page, made with one template; at least one.
 * @param baseUrl absolute URL of the folder in which the site will be found; it ends in a slash.
 */
export async function makeSite(
  documents: ReadonlyArray<SiteDocument>,
  baseUrl?: string
): Promise<ReadonlyArray<SiteFile>> {
  const index = writeIndex(documents, baseUrl)
  const own = documents.flatMap(filesOf).map(({ path, bytes }) => ({ path, bytes }))
  const pages = [index, ...own.filter(({ path }) => path.endsWith('/index.html'))]
  const [template] = documents.map((document) => document.template)
  const bytes = pages.map((page) => page.bytes)
  const fonts = template ? await subsetFonts(bytes, template) : []
  const files = [index, writeFeed(documents, baseUrl), ...own, ...fonts]
  return [...files, { path: manifest, bytes: new TextEncoder().encode(listOf(files)) }]
}

/** Read which files a site's list names, and their digests. */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)
  return new Map([...lines].map(([, digest = '', path = '']) => [path, digest]))
}

function listOf(files: ReadonlyArray<SiteFile>): string {
  const lines = files.map(({ path, bytes }) => `${digestOf(bytes)}  ${path}\n`)
  // By the bytes of the paths, as no locale would change them.
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('')
}
