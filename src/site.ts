import { digestOf } from './book.ts'
import { filesOf, type SiteDocument, type SiteFile } from './site/document.ts'
import { writeFeed } from './site/feed.ts'
import { subsetFonts } from './site/fonts.ts'
import { writeIndex } from './site/index-page.ts'

export type { SiteDocument, SiteFile } from './site/document.ts'

/** The file of a site that lists all others with their SHA-256, in the format of `sha256sum`. */
export const manifest = 'kanben.sha256'

/** Names in the folder of a site besides the documents; no document may have one of them. */
export const siteNames: ReadonlyArray<string> = ['index.html', 'feed.xml', 'fonts', manifest]

/**
 * Make a site from documents: an index, a folder for each document, shared fonts, a feed of
 * publications and corrections, and a list of all files. The same documents give the same bytes.
 *
 * @param documents documents with their web pages, all made with one template; at least one.
 * @param baseUrl absolute URL of the site's folder, ending in a slash.
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

/** Read the files and digests in a site's list. */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)
  return new Map([...lines].map(([, digest = '', path = '']) => [path, digest]))
}

function listOf(files: ReadonlyArray<SiteFile>): string {
  const lines = files.map(({ path, bytes }) => `${digestOf(bytes)}  ${path}\n`)
  // Sorted by code units, independent of locale.
  return lines.sort((one, other) => (one.slice(66) < other.slice(66) ? -1 : 1)).join('')
}
