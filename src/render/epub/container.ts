import { posix } from 'node:path'
import { type Zippable, zipSync } from 'fflate'
import { x } from 'xastscript'
import { xml } from './xhtml.ts'

/** A file of the publication: its path relative to the package document, and its bytes. */
export type PublicationFile = readonly [path: string, bytes: Uint8Array]

/** Formats that are already compressed. */
const compressed = /\.(?:png|jpe?g|gif|webp)$/

/**
 * Pack the files of a publication into an EPUB container (EPUB 3.3, 4).
 *
 * `mimetype` comes first, stored, without extra fields. The same files give the same bytes.
 */
export function packEpub(files: ReadonlyArray<PublicationFile>): Uint8Array {
  // Zip files store local time: a local date gives the same bytes in every time zone.
  const mtime = new Date(1980, 0, 1)
  const entries: Zippable = {
    mimetype: [new TextEncoder().encode('application/epub+zip'), { level: 0, mtime }],
    'META-INF/container.xml': [container(), { level: 9, mtime }]
  }
  for (const [path, bytes] of files) {
    entries[posix.join('EPUB', path)] = [bytes, { level: compressed.test(path) ? 0 : 9, mtime }]
  }
  return zipSync(entries)
}

function container(): Uint8Array {
  return xml(
    x('container', { xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container', version: '1.0' }, [
      x('rootfiles', [
        x('rootfile', {
          'full-path': 'EPUB/package.opf',
          'media-type': 'application/oebps-package+xml'
        })
      ])
    ])
  )
}
