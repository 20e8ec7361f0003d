/** What the proof of a body has found wrong, and where in the source. */
export type Fault = Readonly<{ reason: string; offset: number | undefined }>

/** Quote a text in a message, cut off where it is long. */
export function quote(text: string): string {
  const short = text.replace(/\s+/g, ' ')
  return `“${short.length > 40 ? `${short.slice(0, 40)}…` : short}”`
}
