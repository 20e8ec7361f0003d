import { type Book, type Edition, endings, type Template } from '../book.ts'

/** A document of a site, with its editions. */
export type SiteDocument = Readonly<{
  /** Name of its folder and files: that of the source without extension. */
  name: string
  book: Book
  template: Template
  /** All its editions; PDF, EPUB and the web page made for a site go on it. */
  editions: ReadonlyArray<Edition>
  /** The page map of its PDF, as JSON. */
  pageMap?: string
}>

/** A file of a site: its path in the folder, with `/`, and its content. */
export type SiteFile = Readonly<{ path: string; bytes: Uint8Array }>

/** A file of a document: its label in the index, its media type, and the number of pages of a PDF. */
export type DocumentFile = SiteFile & Readonly<{ label: string; type: string; pages?: number }>

const kinds = [
  { target: 'html', label: '网页版', type: 'text/html' },
  { target: 'pdf', label: 'PDF', type: 'application/pdf' },
  { target: 'epub', label: 'EPUB', type: 'application/epub+zip' }
] as const

/** List the files of a document on a site: web page, PDF, EPUB, page map. */
export function filesOf({ name, editions, pageMap }: SiteDocument): ReadonlyArray<DocumentFile> {
  const files = kinds.flatMap(({ target, label, type }) => {
    const edition = editions.find(({ target: own, isOnSite = false }) => {
      return own === target && isOnSite === (own === 'html')
    })
    if (!edition) return []
    const path = `${name}/${target === 'html' ? 'index.html' : `${name}${endings[target]}`}`
    const pages = edition.map ? { pages: edition.map.pages.length } : {}
    return [{ label, type, ...pages, path, bytes: edition.bytes }]
  })
  if (pageMap === undefined) return files
  const path = `${name}/${name}.pages.json`
  const bytes = new TextEncoder().encode(pageMap)
  return [...files, { label: '页码表', type: 'application/json', path, bytes }]
}

/** Name the issuing bodies of a site's documents; `undefined` if one is unknown. */
export function publishersOf(documents: ReadonlyArray<SiteDocument>): string | undefined {
  const bodies = documents.flatMap(({ book }) => book.meta.body ?? [])
  return bodies.length === documents.length ? [...new Set(bodies)].sort().join('、') : undefined
}

/** Return the language of a site: that of its documents, or `zh` if they differ. */
export function languageOf(documents: ReadonlyArray<SiteDocument>): string {
  const [one = 'zh', ...others] = new Set(documents.map(({ book }) => book.meta.lang))
  return others.length > 0 ? 'zh' : one
}

/** Write a path of a site as a relative URL. */
export function urlOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
