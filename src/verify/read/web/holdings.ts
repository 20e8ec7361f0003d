import type { Holding } from '../../../book.ts'
import type { ReadPage } from '../web.ts'

/** Tell what a web page holds: its style sheet, the images in it, and what is left, its text. */
export function holdingsOf({ bytes, text }: ReadPage): ReadonlyArray<Holding> {
  const sheets = [...text.matchAll(/<style>[\s\S]*?<\/style>/g)].map(([sheet]) => sheet)
  const images = [...text.matchAll(/"data:image\/[^"]*"/g)].map(([image]) => image)
  const told = [
    { what: 'style sheet', parts: sheets },
    { what: 'images', parts: images }
  ].flatMap(({ what, parts }) => {
    const sum = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)
    return parts.length > 0 ? [{ what, count: parts.length, bytes: sum }] : []
  })
  const rest = told.reduce((rest, { bytes }) => rest - bytes, bytes.length)
  return [...told, { what: 'text and linked data', bytes: rest }]
}
