import type { VFileMessage } from 'vfile-message'
import type { Box } from './box.ts'

/** A place on the printed pages: the index of a page, and a box on it, CSS px of the trimmed page. */
export type PrintedPlace = Readonly<{ page: number; box?: Box }>

/** A message itself has a place in the source, and no room for another. */
const places = new WeakMap<VFileMessage, PrintedPlace>()

/** Say where on the printed pages the problem is that a message tells of. */
export function setPrintedPlace(message: VFileMessage, printed: PrintedPlace): void {
  places.set(message, printed)
}

/** Find where on the printed pages the problem is that a message tells of, if that is known. */
export function printedPlaceOf(message: VFileMessage): PrintedPlace | undefined {
  return places.get(message)
}
