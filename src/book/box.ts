/** A rectangle on a page, in CSS px from the page's top left corner. */
export type Box = Readonly<{
  x: number
  y: number
  width: number
  height: number
}>
