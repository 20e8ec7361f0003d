import type { VFile } from 'vfile'
import { type Correction, type Meta, report } from '../book.ts'

type Place = Readonly<{ line: number; column: number }>

type PlaceOf = (path: ReadonlyArray<string>) => Place

/**
 * Sort corrections by date, and record where each is in the front matter.
 *
 * @returns `undefined`, and messages on the file, if one is older than the document, given twice,
 * or gives only `from` or only `to`.
 */
export function sortCorrections(
  { date, corrections }: Pick<Meta, 'date' | 'corrections'>,
  placeOf: PlaceOf,
  file: VFile
): ReadonlyArray<Correction> | undefined {
  const told = new Set<string>()
  let isFaulty = false
  const refuse = (reason: string, place: Place | undefined): void => {
    report(file, 'front-matter-field', reason, place)
    isFaulty = true
  }
  const placed = corrections.map((correction, index) => {
    const places = placesOf(correction, (field) =>
      placeOf(['corrections', String(index), ...field])
    )
    if (correction.date < date) {
      const reason = `Unexpected \`corrections.date: ${correction.date}\`, expected a day not before \`date: ${date}\``
      refuse(reason, placeOf(['corrections', String(index), 'date']))
    }
    const words = JSON.stringify(correction)
    if (told.has(words)) {
      refuse('Unexpected correction once more, expected each correction once', places.entry)
    }
    told.add(words)
    const fault = faultOf(correction)
    if (fault) refuse(fault, places.to ?? places.from)
    return { ...correction, places }
  })
  if (isFaulty) return undefined
  // Dates in this form sort as strings; the sort is stable for equal days.
  return placed.sort((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)))
}

function placesOf(correction: Correction, placeOf: PlaceOf) {
  const { at, from, to } = correction
  return {
    entry: placeOf([]),
    ...(at === undefined ? {} : { at: placeOf(['at']) }),
    ...(from === undefined ? {} : { from: placeOf(['from']) }),
    ...(to === undefined ? {} : { to: placeOf(['to']) })
  }
}

/** Describe what is wrong with the words of a correction. */
function faultOf({ from, to }: Correction): string | undefined {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined) return 'Unexpected `to` without `from`, expected both or neither'
  if (to === undefined) return 'Unexpected `from` without `to`, expected both or neither'
  if (from !== to) return undefined
  const found = from === '' ? 'two empty fields' : `“${from.slice(0, 80)}” twice`
  return `Unexpected ${found} as \`from\` and \`to\`, expected what stood there and what stands there`
}
