import { type Boundaries, lineRole } from './boundaries.ts'
import type { LineEnd } from './line-ends.ts'
import type { Line } from './lines.ts'

/** A paragraph or single line, with the origin of each character. */
export type Block = Readonly<{
  role: 'title' | 'text' | 'signatory' | 'dateline'
  text: string
  /** Offset in the received text of every UTF-16 code unit of `text`. */
  origins: ReadonlyArray<number>
}>

/** Join lines into blocks by their ends. */
export function blocksOf(
  lines: ReadonlyArray<Line>,
  ends: ReadonlyArray<LineEnd>,
  boundaries: Boundaries
): ReadonlyArray<Block> {
  const blocks: Block[] = []
  for (const [index, line] of lines.entries()) {
    const block = blockOf(line, index, boundaries)
    const open = ends[index - 1]?.end === 'join' ? blocks.pop() : undefined
    blocks.push(open ? joined(open, block) : block)
  }
  return blocks
}

function blockOf(line: Line, index: number, boundaries: Boundaries): Block {
  const closing = index >= boundaries.closing ? lineRole(line) : undefined
  return {
    role: index < boundaries.text ? 'title' : (closing ?? 'text'),
    text: line.text,
    origins: Array.from({ length: line.text.length }, (_, unit) => line.start + unit)
  }
}

function joined(block: Block, next: Block): Block {
  // A line end between Latin words is a space; between Han characters it is nothing.
  const words =
    /[\p{Script=Latin}\d,.;:!?)]$/u.test(block.text) &&
    /^[\p{Script=Latin}\d(]/u.test(next.text) &&
    !(/\d$/u.test(block.text) && /^\d/u.test(next.text))
  return {
    role: block.role,
    text: `${block.text}${words ? ' ' : ''}${next.text}`,
    origins: [
      ...block.origins,
      ...(words ? [(block.origins.at(-1) ?? 0) + 1] : []),
      ...next.origins
    ]
  }
}
