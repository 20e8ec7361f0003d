import { type Block, image } from '../diff.ts'
import { pointIn } from './point.ts'

/**
 * Prepare the blocks of a source for comparison with the received text: editors' additions,
 * readings and images are removed, list numbers, which Markdown does not treat as text, are added,
 * and struck-out words are marked.
 *
 * Readings are removed because, like emphasis, they change no character of the text; the account
 * reports their number.
 *
 * @param lines the lines of the Markdown.
 */
export function comparableBlocks(
  blocks: ReadonlyArray<Block>,
  lines: ReadonlyArray<string>
): ReadonlyArray<Block> {
  return blocks
    .filter(({ kind }) => kind !== 'editor')
    .map((block) => withStrokes(block, lines))
    .map(withoutAdditions)
    .filter(({ text }) => text.trim() !== '')
    .map((block) => withNumber(block, lines))
}

/** Count the readings (ruby) in the blocks of a source. */
export function countReadings(blocks: ReadonlyArray<Block>): number {
  return blocks
    .filter(({ kind }) => kind !== 'editor')
    .flatMap(({ spans }) => spans)
    .filter(isReading).length
}

type Span = Block['spans'][number]

function isReading({ form }: Span): boolean {
  return /(?:^|, )rt(?:$|[ ,])/.test(form)
}

/** Add a combining stroke to each struck-out character, since such words are void. */
function withStrokes(block: Block, lines: ReadonlyArray<string>): Block {
  const struck = block.spans.filter(({ form }) => /(?:^|, )del(?:$|[ ,])/.test(form))
  if (struck.length === 0) return block
  const isStruck = (at: number) => struck.some(({ from, to }) => from <= at && at < to)
  const source = { lines, title: { line: 1, column: 1 } }
  const shifts: number[] = []
  const origins: Block['origins'][number][] = []
  let text = ''
  let at = 0
  for (const character of block.text) {
    const origin = block.origins.find(({ offset }) => offset === at)
    for (let unit = 0; unit < character.length; unit += 1) shifts.push(text.length - at)
    if (isStruck(at) && !/\s/u.test(character)) {
      const point = pointIn(block, at, source)
      const stroke = text.length + character.length
      origins.push({ offset: text.length, point }, { offset: stroke, point })
      text += `${character}\u0336`
    } else {
      if (origin) origins.push({ ...origin, offset: text.length })
      text += character
    }
    at += character.length
  }
  shifts.push(text.length - at)
  const moved = (offset: number) => offset + (shifts[offset] ?? 0)
  const spans = block.spans.map((span) => ({ ...span, from: moved(span.from), to: moved(span.to) }))
  return { ...block, text, origins, spans }
}

function withoutAdditions(block: Block): Block {
  const images = [...block.text.matchAll(new RegExp(image, 'g'))].map(({ index }) => ({
    from: index,
    to: index + image.length
  }))
  const cuts = [...block.spans.filter(isReading), ...images].sort((a, b) => a.from - b.from)
  if (cuts.length === 0) return block
  let text = ''
  let done = 0
  for (const { from, to } of cuts) {
    text += block.text.slice(done, Math.max(done, from))
    done = Math.max(done, to)
  }
  const removed = (offset: number): number =>
    cuts.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, offset) - from), 0)
  const origins = block.origins
    .filter(({ offset }) => !cuts.some(({ from, to }) => from <= offset && offset < to))
    .map(({ offset, point }) => ({ offset: offset - removed(offset), point }))
  return { ...block, text: text + block.text.slice(done), origins, spans: [] }
}

/**
 * Prepend the numbers of the list items that begin with a block, as every edition prints them, for
 * any kind of block, in the line of the number or the next.
 */
function withNumber(block: Block, lines: ReadonlyArray<string>): Block {
  const [first] = block.origins
  if (!first) return block
  const { line, column } = first.point
  const above = { row: line - 1, text: lines[line - 2] ?? '' }
  const here = { row: line, text: (lines[line - 1] ?? '').slice(0, column - 1) }
  // A block in the line below a number belongs to that item.
  const found = [above, here].flatMap(({ row, text }) => {
    const opener = opening.exec(text)?.[0] ?? ''
    return [...opener.matchAll(/(\d{1,9})[.)](?=[ \t]|$)/g)].map(({ 1: digits, index }) => ({
      written: `${digits}. `,
      point: { line: row, column: index + 1 }
    }))
  })
  const [number] = found
  if (!number) return block
  const written = found.map((each) => each.written).join('')
  const origins = block.origins.map(({ offset, point }) => ({
    offset: offset + written.length,
    point
  }))
  const origin = { offset: 0, point: number.point }
  return { ...block, text: written + block.text, origins: [origin, ...origins], spans: [] }
}

/** A line, or the start of a line, of nothing but markup. */
const opening =
  /^(?:\[\^[^\]]+\]:)?(?:[ \t>]|[-+*][ \t]|\d{1,9}[.)](?:[ \t]+|$))*(?:\[[ xX]\][ \t]+)?(?:[*_~`[\\{#|>]|[ \t]|:span\[)*$/
