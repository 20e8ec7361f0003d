/** A rectangle on a page, CSS px from its top left corner. */
export type Box = Readonly<{
  x: number
  y: number
  width: number
  height: number
}>
