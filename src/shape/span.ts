import type { Node } from 'unist'

/** A stretch of the source, by offsets; the end is not part of it. */
export type Span = Readonly<{ start: number; end: number }>

/** Read the place of a node in the source; `undefined` if it has none. */
export function spanOf({ position }: Readonly<Pick<Node, 'position'>>): Span | undefined {
  const start = position?.start.offset
  const end = position?.end.offset
  return start === undefined || end === undefined ? undefined : { start, end }
}
