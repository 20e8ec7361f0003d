import type { Node } from 'unist'

/** A span of the source by offsets, end exclusive. */
export type Span = Readonly<{ start: number; end: number }>

/** Return the span of a node in the source; `undefined` if it has none. */
export function spanOf({ position }: Readonly<Pick<Node, 'position'>>): Span | undefined {
  const start = position?.start.offset
  const end = position?.end.offset
  return start === undefined || end === undefined ? undefined : { start, end }
}
