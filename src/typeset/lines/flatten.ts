import type { Element, ElementContent } from 'hast'
import type { FaceName } from '../metrics.ts'
import { advanceOf, cutText, type Surroundings, whole } from './cut.ts'
import { em } from './em.ts'
import type { Piece } from './piece.ts'
import { readingSize, runOn, setRuby } from './ruby.ts'
import type { Setting } from './setting.ts'
import { setUpright } from './upright.ts'

/** Size of calls, and of `sup` and `sub`, in em of the line. */
const smaller = 0.6

/** Take the content of a paragraph apart into pieces, one list for each line that `br` ends. */
export function flatten(
  content: ReadonlyArray<ElementContent>,
  setting: Setting
): ReadonlyArray<ReadonlyArray<Piece>> {
  const lines: Piece[][] = [[]]
  const start = { around: [], face: setting.face, scale: 1, isDotted: false, isCall: false }
  for (const part of walk(content, start, setting)) {
    if (part === 'end') lines.push([])
    else lines.at(-1)?.push(part)
  }
  // As in HTML, a last `br` opens no line.
  if (lines.at(-1)?.every(({ kind }) => kind === 'space')) lines.pop()
  const collapsed = lines.map(collapse)
  return setting.writing === 'vertical' ? collapsed.map(setUpright) : collapsed
}

/** White space at the beginning, and behind other white space, takes no room. */
function collapse(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  return pieces.map((piece, index) => {
    const isAfterSpace = (pieces[index - 1]?.kind ?? 'space') === 'space'
    return piece.kind === 'space' && isAfterSpace ? { ...piece, width: 0 } : piece
  })
}

function* walk(
  nodes: ReadonlyArray<ElementContent>,
  at: Surroundings,
  setting: Setting
): Generator<Piece | 'end'> {
  for (const node of nodes) {
    if (node.type === 'text') yield* cutText(node, at, setting)
    if (node.type !== 'element') continue
    if (node.tagName === 'br') yield 'end'
    else if (node.tagName === 'ruby') yield* cutRuby(node, at, setting)
    else if (node.tagName === 'img') yield setImage(node, at, setting)
    else yield* walk(node.children, enter(node, at, setting), setting)
  }
}

/** A base is not parted from its reading, unless they are wider than a line: then that follows it. */
function* cutRuby(node: Element, at: Surroundings, setting: Setting): Generator<Piece | 'end'> {
  const { ruby, width } = setRuby(node, setting.writing, (text) =>
    advanceOf(text, at.face, setting)
  )
  if (width * at.scale <= leastOf(setting)) yield whole(ruby, width, at)
  else yield* walk(runOn(node).children, enter(node, at, setting), setting)
}

/** An image is no wider than a line; it is an em high, and less if it is made narrower. */
function setImage(image: Element, at: Surroundings, setting: Setting): Piece {
  const width = setting.widthOf(image)
  const most = leastOf(setting) / at.scale
  if (width <= most) return whole(image, width, at)
  const style = `inline-size:${em(most)};block-size:${em(most / width)}`
  return whole({ ...image, properties: { ...image.properties, style } }, most, at)
}

/** The room of the shortest line. */
function leastOf({ measure, indent }: Setting): number {
  return measure - Math.max(indent, 0)
}

function enter(node: Element, at: Surroundings, setting: Setting): Surroundings {
  const inside = { ...at, around: [...at.around, node] }
  switch (node.tagName) {
    case 'strong':
      return { ...inside, face: named(setting.strong) }
    case 'em':
      return setting.emphasis === 'face'
        ? { ...inside, face: named(setting.em) }
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

function named({ face, weight }: Setting['strong']): FaceName {
  return { family: face, weight }
}
