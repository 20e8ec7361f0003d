import type { VFileMessage } from 'vfile-message'
import type { Box } from './box.ts'

/** A place on the printed pages: the index of a page, and a box on the trimmed page in CSS px. */
export type PrintedPlace = Readonly<{ page: number; box?: Box }>

/** A message has only one place, which is in the source. */
const places = new WeakMap<VFileMessage, PrintedPlace>()

/** Record where on the printed pages the problem of a message is. */
export function setPrintedPlace(message: VFileMessage, printed: PrintedPlace): void {
  places.set(message, printed)
}

/** Find where on the printed pages the problem of a message is, if it is known. */
export function printedPlaceOf(message: VFileMessage): PrintedPlace | undefined {
  return places.get(message)
}
