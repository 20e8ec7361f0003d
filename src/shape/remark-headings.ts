import type { Heading, Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import { type Enumerator, enumeratorOf, likeEnumerator } from './enumerator.ts'

/** An open heading level, and the state of its enumerators. */
type Level = { depth: number; last: Enumerator | undefined; next: ReadonlyArray<number> }

/**
 * Report headings that are too deep or inside another block, and enumerators that are out of
 * sequence.
 *
 * Headings of one level within one section use one style and count from one; 编, 章, 节 and 条 may
 * continue from the last of their style anywhere before. Headings without enumerator may come
 * between. Nothing is renumbered.
 */
export function remarkHeadings(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const levels: Level[] = []
    const last = new Map<string, number>()
    visit(tree, 'heading', (node, _, parent) => {
      if (parent !== tree) {
        const reason = `Unexpected heading inside a ${parent?.type}, expected it between the blocks`
        report(file, 'heading-depth', reason, node)
        return
      }
      const level = enter(node, levels, file)
      const text = textOf(node)
      if (text.trim() === '') {
        report(file, 'heading-sequence', 'Unexpected empty heading, expected its text', node)
      }
      const enumerator = enumeratorOf(text)
      if (enumerator) count(enumerator, level, last, node, file)
    })
  }
}

/** Readings are not part of the heading's text. */
function textOf(node: Nodes): string {
  if (node.type === 'annotation') return node.children[0]?.value ?? ''
  if ('children' in node) return node.children.map(textOf).join('')
  return 'value' in node ? node.value : ''
}

function enter(node: Heading, levels: Level[], file: VFile): Level {
  const deepest = levels.at(-1)?.depth ?? 1
  const found = '#'.repeat(node.depth)
  if (node.depth === 1) {
    const reason = 'Unexpected heading `#`, expected `##`: the title stands in the front matter'
    report(file, 'heading-depth', reason, node)
  } else if (node.depth > deepest + 1) {
    const reason = `Unexpected heading \`${found}\`, expected at most \`${'#'.repeat(deepest + 1)}\``
    report(file, 'heading-depth', reason, node)
  }
  while ((levels.at(-1)?.depth ?? 0) > node.depth) levels.pop()
  const open = levels.at(-1)
  if (open?.depth === node.depth) return open
  const level: Level = { depth: node.depth, last: undefined, next: [1] }
  levels.push(level)
  return level
}

function count(
  found: Enumerator,
  level: Level,
  last: Map<string, number>,
  node: Heading,
  file: VFile
): void {
  const runOn = found.runsOn && !level.last ? [(last.get(found.style) ?? 0) + 1] : []
  const allowed = [...runOn, ...level.next]
  const style = level.last ?? found
  const expected = allowed[0] ?? 1
  last.set(found.style, found.value)
  if (style.style === found.style && allowed.includes(found.value)) {
    level.last = found
    level.next = [found.value + 1]
    return
  }
  const reason = `Unexpected enumerator ${found.text}, expected ${likeEnumerator(style, expected)}`
  report(file, 'heading-sequence', reason, node.children[0] ?? node)
  // Accept what follows whether this number is wrong or one before it is missing.
  level.last = style
  level.next =
    style.style === found.style
      ? [expected + 1, found.value + 1, expected]
      : [expected + 1, expected]
}
