import type { Nodes, Paragraph, Root, Text } from 'mdast'
import { visit } from 'unist-util-visit'

/** Characters written without spaces around them. */
const chinese =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\u3000-\\u303F\\u30FB\\u30FC\\uFE10-\\uFE1F\\uFE30-\\uFE4F\\uFF01-\\uFF60\\uFFE0-\\uFFE6'

/** Marks used in both Chinese and Latin text: “ ” ‘ ’ — … · */
const shared = '\\u2018\\u2019\\u201C\\u201D\\u2013-\\u2015\\u2025\\u2026\\u00B7\\u2027'

const before = new RegExp(`(?:[${chinese}]|([${shared}]))$`, 'u')
const after = new RegExp(`^(?:[${chinese}]|([${shared}]))`, 'u')

/**
 * Remove line ends inside a paragraph, heading or cell: between two Chinese characters or marks
 * they become nothing, otherwise one space. Hard breaks and the lines of poems stay.
 */
export function remarkLineEnds(): (tree: Root) => undefined {
  return (tree) => {
    visit(tree, (node, _, parent) => {
      if (parent?.type === 'containerDirective' && parent.name === 'poem') return
      if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
        joinLines(node)
      }
    })
  }
}

function joinLines(block: Readonly<Pick<Paragraph, 'children'>>): void {
  const leaves = block.children.flatMap(leavesOf)
  const whole = leaves.map(wordOf).join('')
  if (!whole.includes('\n')) return
  let at = 0
  for (const leaf of leaves) {
    if (leaf.type === 'text') leaf.value = joinText(leaf, whole, at)
    at += wordOf(leaf).length
  }
}

function joinText({ value }: Text, whole: string, at: number): string {
  return value.replaceAll('\n', (_, index: number) => joint(whole, at + index))
}

/** Find what replaces a line end; two that meet at a comment count as one. */
function joint(whole: string, at: number): string {
  if (whole[at - 1] === '\n') return ''
  let end = at + 1
  while (whole[end] === '\n') end += 1
  const left = before.exec(whole.slice(Math.max(0, at - 2), at))
  const right = after.exec(whole.slice(end, end + 2))
  return (left && right) || at === 0 || end === whole.length ? '' : ' '
}

/** Readings are not part of the line. */
function leavesOf(node: Nodes): ReadonlyArray<Nodes> {
  if (node.type === 'annotation') return node.children.slice(0, 1)
  return 'children' in node ? node.children.flatMap(leavesOf) : [node]
}

/** The text of a leaf as seen by the line ends around it: a note call is empty, an image is not Chinese. */
function wordOf(node: Nodes): string {
  if (node.type === 'text') return node.value
  if (node.type === 'inlineCode') return node.value.replaceAll('\n', ' ')
  return node.type === 'footnoteReference' || node.type === 'html' ? '' : ' '
}
