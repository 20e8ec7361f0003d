import type { Holding } from '../../../book.ts'
import type { ReadEpub } from '../epub.ts'

const kinds: ReadonlyArray<readonly [what: string, name: RegExp]> = [
  ['text', /\.xhtml$/],
  ['style sheets', /\.css$/],
  ['fonts', /\.(?:ttf|otf|woff2?)$/],
  ['images', /\.(?:png|jpe?g|gif|webp|svg)$/]
]

/** Tell what the entries of an EPUB hold, as they are packed, and what is left. */
export function holdingsOf({ bytes, zip: { entries } }: ReadEpub): ReadonlyArray<Holding> {
  const told = kinds.flatMap(([what, pattern]) => {
    const own = entries.filter(({ name }) => pattern.test(name))
    const sum = own.reduce((sum, { data }) => sum + data.length, 0)
    return own.length > 0 ? [{ what, count: own.length, bytes: sum }] : []
  })
  const rest = told.reduce((rest, { bytes }) => rest - bytes, bytes.length)
  return [...told, { what: 'package, licences and tables of the zip file', bytes: rest }]
}
