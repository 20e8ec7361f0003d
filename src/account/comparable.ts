import { type Block, image } from '../diff.ts'

/**
 * Choose the blocks of a source that are held against the received text, each with no more than that can
 * have: what an editor adds, readings and images are left out, and the number of a list item, which in
 * Markdown is no text, is put before it.
 *
 * Readings are left out because they stand beside the text, as emphasis does, and change no character of
 * it; the account counts them, so that a reader is told.
 *
 * @param lines those of the Markdown.
 */
export function comparableBlocks(
  blocks: ReadonlyArray<Block>,
  lines: ReadonlyArray<string>
): ReadonlyArray<Block> {
  return blocks
    .filter(({ kind }) => kind !== 'editor')
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

/** Put the number of a list item before its text, as every edition prints it. */
function withNumber(block: Block, lines: ReadonlyArray<string>): Block {
  const [first] = block.origins
  if (block.kind !== 'item' || !first) return block
  const { line, column } = first.point
  const before = (lines[line - 1] ?? '').slice(0, column - 1)
  const found = /(\d{1,9}\.)[ \t]+(?:\[[ xX]\][ \t]+)?(?:[*_~`[\\{]|:span\[)*$/.exec(before)
  if (!found) return block
  const number = `${found[1]} `
  const origins = block.origins.map(({ offset, point }) => ({
    offset: offset + number.length,
    point
  }))
  const origin = { offset: 0, point: { line, column: found.index + 1 } }
  return { ...block, text: number + block.text, origins: [origin, ...origins], spans: [] }
}
