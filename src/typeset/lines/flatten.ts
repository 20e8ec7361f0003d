import type { Element, ElementContent } from 'hast'
import type { FaceName } from '../metrics.ts'
import { em } from './em.ts'
import type { LineOptions } from './line-options.ts'
import type { Piece } from './piece.ts'
import { readingSize, runOn, setRuby } from './ruby.ts'
import { advanceOf, type InlineContext, splitText, wholePiece } from './split-text.ts'
import { setUpright } from './upright.ts'

/** Size of calls, and of `sup` and `sub`, in em of the line. */
const smaller = 0.6

/** Split the content of a paragraph into pieces, one list for each line ended by `br`. */
export function flatten(
  content: ReadonlyArray<ElementContent>,
  options: LineOptions
): ReadonlyArray<ReadonlyArray<Piece>> {
  const lines: Piece[][] = [[]]
  const start = { around: [], face: options.face, scale: 1, isDotted: false, isCall: false }
  for (const part of walk(content, start, options)) {
    if (part === 'end') lines.push([])
    else lines.at(-1)?.push(part)
  }
  // As in HTML, a final `br` adds no line.
  if (lines.at(-1)?.every(({ kind }) => kind === 'space')) lines.pop()
  const collapsed = lines.map(collapse)
  return options.writing === 'vertical' ? collapsed.map(setUpright) : collapsed
}

/** Collapse white space: at the start, and after other white space, it has no width. */
function collapse(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  return pieces.map((piece, index) => {
    const isAfterSpace = (pieces[index - 1]?.kind ?? 'space') === 'space'
    return piece.kind === 'space' && isAfterSpace ? { ...piece, width: 0 } : piece
  })
}

function* walk(
  nodes: ReadonlyArray<ElementContent>,
  at: InlineContext,
  options: LineOptions
): Generator<Piece | 'end'> {
  for (const node of nodes) {
    if (node.type === 'text') yield* splitText(node, at, options)
    if (node.type !== 'element') continue
    if (node.tagName === 'br') yield 'end'
    else if (node.tagName === 'ruby') yield* splitRuby(node, at, options)
    else if (node.tagName === 'img') yield setImage(node, at, options)
    else yield* walk(node.children, enter(node, at, options), options)
  }
}

/** Keep a base with its reading; if both are wider than a line, set the reading inline after it. */
function* splitRuby(
  node: Element,
  at: InlineContext,
  options: LineOptions
): Generator<Piece | 'end'> {
  const { ruby, width } = setRuby(node, options.writing, (text) =>
    advanceOf(text, at.face, options)
  )
  if (width * at.scale <= leastOf(options)) yield wholePiece(ruby, width, at)
  else yield* walk(runOn(node).children, enter(node, at, options), options)
}

/** Set an inline image one em high, or smaller so that it is no wider than a line. */
function setImage(image: Element, at: InlineContext, options: LineOptions): Piece {
  const width = options.widthOf(image)
  const most = leastOf(options) / at.scale
  if (width <= most) return wholePiece(image, width, at)
  const style = `inline-size:${em(most)};block-size:${em(most / width)}`
  return wholePiece({ ...image, properties: { ...image.properties, style } }, most, at)
}

/** Compute the width of the shortest line. */
function leastOf({ measure, indent }: LineOptions): number {
  return measure - Math.max(indent, 0)
}

function enter(node: Element, at: InlineContext, options: LineOptions): InlineContext {
  const inside = { ...at, around: [...at.around, node] }
  switch (node.tagName) {
    case 'strong':
      return { ...inside, face: named(options.strong) }
    case 'em':
      return options.emphasis === 'face'
        ? { ...inside, face: named(options.em) }
        : { ...inside, isDotted: true }
    case 'code':
      return { ...inside, face: { family: 'Mono', weight: 400 } }
    case 'rt':
      return { ...inside, scale: at.scale * readingSize }
    case 'sup':
    case 'sub':
      return {
        ...inside,
        scale: at.scale * smaller,
        isCall: node.properties.dataApparatus === 'generated'
      }
    default:
      return inside
  }
}

function named({ face, weight }: LineOptions['strong']): FaceName {
  return { family: face, weight }
}
