import type { VFile } from 'vfile'
import { type Correction, type Meta, report } from '../book.ts'

type PlaceOf = (path: ReadonlyArray<string>) => Readonly<{ line: number; column: number }>

/**
 * Put corrections in the order of their dates, each with its place in the front matter.
 *
 * @returns nothing, and messages on the file, if one is older than the document or told twice.
 */
export function sortCorrections(
  { date, corrections }: Pick<Meta, 'date' | 'corrections'>,
  placeOf: PlaceOf,
  file: VFile
): ReadonlyArray<Correction> | undefined {
  const told = new Set<string>()
  let isFaulty = false
  const placed = corrections.map((correction, index) => {
    const path = ['corrections', String(index)]
    if (correction.date < date) {
      const reason = `Unexpected \`corrections.date: ${correction.date}\`, expected a day not before \`date: ${date}\``
      report(file, 'front-matter-field', reason, placeOf([...path, 'date']))
      isFaulty = true
    }
    const words = JSON.stringify(correction)
    if (told.has(words)) {
      const reason = 'Unexpected correction once more, expected each correction once'
      report(file, 'front-matter-field', reason, placeOf(path))
      isFaulty = true
    }
    told.add(words)
    return correction.at === undefined
      ? correction
      : { ...correction, place: placeOf([...path, 'at']) }
  })
  if (isFaulty) return undefined
  // Dates of one form: their letters sort as the days do, and what was made on one day stays in order.
  return placed.sort((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)))
}
