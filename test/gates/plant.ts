import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** Replace a text in a page. */
export function plantInPage(page: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const before = strFromU8(page)
  const after = before.replace(from, to)
  if (after === before) throw new Error(`Unexpected page without ${from}`)
  return strToU8(after)
}

/** Replace a text in a file of an EPUB. */
export function plantInEpub(
  epub: Uint8Array,
  path: string,
  from: string | RegExp,
  to: string
): Uint8Array {
  const files = unzipSync(epub)
  const file = plantInPage(files[path] ?? new Uint8Array(), from, to)
  // The first file is the media type, stored uncompressed (EPUB 3.3, 4.2.4).
  const { mimetype = new Uint8Array(), ...others } = files
  return zipSync({ mimetype: [mimetype, { level: 0 }], ...others, [path]: file })
}
