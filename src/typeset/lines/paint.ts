import type { Element, ElementContent, Text } from 'hast'
import { h } from 'hastscript'
import { partOf } from '../part-of.ts'
import type { PlacedPiece } from './adjust.ts'
import { em } from './em.ts'
import type { LineOptions } from './line-options.ts'
import type { Piece } from './piece.ts'

/**
 * Paint a line: its pieces in their inline elements, neighbours with the same look in one span. The
 * classes are defined in `lines.css`.
 *
 * @param begun elements begun on an earlier line, where they have their identifiers.
 */
export function paintPieces(
  placed: ReadonlyArray<PlacedPiece>,
  begun: ReadonlyArray<Element>,
  writing: LineOptions['writing']
): ReadonlyArray<ElementContent> {
  return nest(placed, 0)

  /** Wrap the pieces in their enclosing elements, from a depth on. */
  function nest(placed: ReadonlyArray<PlacedPiece>, depth: number): ElementContent[] {
    const parts = groups(placed, ({ piece }) => piece.around[depth])
    return parts.flatMap(([element, group]): ReadonlyArray<ElementContent> => {
      if (!element) return groups(group, lookOf).flatMap(([, alike]) => paintAlike(alike, writing))
      const { id: _, ...anonymous } = element.properties
      const properties = begun.includes(element) ? anonymous : element.properties
      return [partOf(element, properties, nest(group, depth + 1))]
    })
  }
}

/** Split a list where the key changes. */
function groups<Item, Key>(
  items: ReadonlyArray<Item>,
  keyOf: (item: Item) => Key
): ReadonlyArray<readonly [Key, ReadonlyArray<Item>]> {
  const out: [Key, Item[]][] = []
  for (const item of items) {
    const key = keyOf(item)
    const open = out.at(-1)
    if (open && open[0] === key) open[1].push(item)
    else out.push([key, [item]])
  }
  return out
}

/** Return the key by which neighbours share a span; a solid piece has its own. */
function lookOf(placed: PlacedPiece): string | Piece {
  if (placed.piece.isSolid) return placed.piece
  return [...classesOf(placed), spacingOf(placed)].join(' ')
}

function classesOf({ piece, isNarrow }: PlacedPiece): ReadonlyArray<string> {
  if (piece.text.startsWith('—')) return ['dash']
  const form = { plain: [], upright: ['upright'], combined: ['tcy'] }[piece.form]
  return isNarrow ? [...form, 'half'] : form
}

/** Compute the space added after it, in its own em. */
function spacingOf({ piece, after }: PlacedPiece): string {
  const spacing = em(after / piece.scale)
  return spacing === '0em' ? '' : spacing
}

function paintAlike(
  group: ReadonlyArray<PlacedPiece>,
  writing: LineOptions['writing']
): ElementContent[] {
  const [first] = group
  if (!first) return []
  const classes = classesOf(first)
  const spacing = spacingOf(first)
  const content = groups(group, ({ piece }) => (piece.isDotted ? piece : piece.node)).flatMap(
    ([, pieces]) => paintText(pieces, writing)
  )
  if (classes.length === 0 && !spacing) return content
  const property = first.piece.isSolid ? 'margin-inline-end' : 'letter-spacing'
  return [
    h(
      'span',
      {
        ...(classes.length > 0 ? { className: [...classes] } : {}),
        ...(spacing ? { style: `${property}:${spacing}` } : {})
      },
      content
    )
  ]
}

/** Paint pieces of one text, with the emphasis dot before a dotted one. */
function paintText(
  group: ReadonlyArray<PlacedPiece>,
  writing: LineOptions['writing']
): ElementContent[] {
  const [first] = group
  if (!first) return []
  const { node, isDotted, width, scale } = first.piece
  if (node.type === 'element') return [node]
  const text: Text = { ...node, value: group.map(({ piece }) => piece.text).join('') }
  return isDotted ? [dotOf(width / scale, writing), text] : [text]
}

/** Make an emphasis dot: below the middle of the character, or to its right in vertical lines. */
function dotOf(width: number, writing: LineOptions['writing']): Element {
  return h('i', {
    className: writing === 'vertical' ? ['dot', 'beside'] : ['dot'],
    style: `text-indent:${em(width / 2)}`
  })
}
