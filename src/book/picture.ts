/** A picture of a page of a PDF, WebP. */
export type PagePicture = Readonly<{
  /** Index of the page. */
  page: number
  /** Its size in pixels. */
  width: number
  height: number
  bytes: Uint8Array
}>
