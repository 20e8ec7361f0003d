import { type Book, type Edition, endings, type Target, type Template } from '../book.ts'

/** A document of a site, with its editions. */
export type SiteDocument = Readonly<{
  /** What its folder and its files are called: the name of the source without its ending. */
  name: string
  book: Book
  template: Template
  /** Those that were made; of these the web page (`site`), PDF and EPUB are on the site. */
  editions: ReadonlyArray<Edition>
  /** The page map of its PDF. */
  pageMap?: string
}>

/** A file of a site: its path in the folder, with `/`, and what is in it. */
export type SiteFile = Readonly<{ path: string; bytes: Uint8Array }>

/** A file of a document: what the index calls it, its media type, and the pages of a PDF. */
export type DocumentFile = SiteFile & Readonly<{ label: string; type: string; pages?: number }>

const labels: Readonly<Partial<Record<Target, Readonly<{ label: string; type: string }>>>> = {
  site: { label: '网页版', type: 'text/html' },
  pdf: { label: 'PDF', type: 'application/pdf' },
  epub: { label: 'EPUB', type: 'application/epub+zip' }
}

/** List what a site has of a document: the web page, PDF and EPUB, the page map. */
export function filesOf({ name, editions, pageMap }: SiteDocument): ReadonlyArray<DocumentFile> {
  const files = (['site', 'pdf', 'epub'] as const).flatMap((target) => {
    const edition = editions.find((edition) => edition.target === target)
    const kind = labels[target]
    if (!edition || !kind) return []
    const path = `${name}/${target === 'site' ? 'index.html' : `${name}${endings[target]}`}`
    const pages = edition.map ? { pages: edition.map.pages.length } : {}
    return [{ ...kind, ...pages, path, bytes: edition.bytes }]
  })
  if (pageMap === undefined) return files
  const path = `${name}/${name}.pages.json`
  const bytes = new TextEncoder().encode(pageMap)
  return [...files, { label: '页码表', type: 'application/json', path, bytes }]
}

/** Name the bodies that issued the documents of a site; nothing if that of one is not known. */
export function publishersOf(documents: ReadonlyArray<SiteDocument>): string | undefined {
  const bodies = documents.flatMap(({ book }) => book.meta.body ?? [])
  return bodies.length === documents.length ? [...new Set(bodies)].sort().join('、') : undefined
}

/** Tell the language of a site: that of its documents, or what they have in common. */
export function languageOf(documents: ReadonlyArray<SiteDocument>): string {
  const [one = 'zh', ...others] = new Set(documents.map(({ book }) => book.meta.lang))
  return others.length > 0 ? 'zh' : one
}

/** Write a path of a site as a relative URL. */
export function urlOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
