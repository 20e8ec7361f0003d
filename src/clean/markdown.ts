import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, RootContent } from 'mdast'
import { type Meta, writeMarkdown } from '../book.ts'

/** The content of a source file: front matter and blocks. */
export type Manuscript = Readonly<{
  meta: Readonly<Partial<Omit<Meta, 'titleLines' | 'supplement'>>>
  blocks: ReadonlyArray<Written>
  /** The editor's note where the text breaks off. */
  gap: string | undefined
}>

/** A block of a source file. */
export type Written = Readonly<{
  role: 'heading' | 'paragraph' | 'signatory' | 'dateline'
  /** 2 to 6, for a heading. */
  depth: number | undefined
  text: string
}>

/**
 * Write a source file: front matter and Markdown, one line for each paragraph.
 *
 * Characters with a meaning in Markdown are escaped.
 */
export function markdownOf({ meta, blocks, gap }: Manuscript): string {
  const children: RootContent[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.role !== 'signatory') children.push(nodeOf(block))
    else if (blocks[index - 1]?.role !== 'signatory') {
      const after = blocks.slice(index).findIndex((other) => other.role !== 'signatory')
      const run = blocks.slice(index, after < 0 ? blocks.length : index + after)
      children.push(directive('signatories', [listOf(run.map((line) => line.text))]))
    }
  }
  if (gap) children.push(directive('gap', [paragraph(gap)]))
  return writeMarkdown(meta, { type: 'root', children })
}

function nodeOf({ role, depth, text }: Written): RootContent {
  if (role === 'dateline') return directive('dateline', [paragraph(text)])
  if (role !== 'heading') return paragraph(text)
  const level = ([2, 3, 4, 5, 6] as const).find((known) => known === depth) ?? 2
  return { type: 'heading', depth: level, children: [{ type: 'text', value: text }] }
}

function directive(name: string, children: Array<BlockContent | DefinitionContent>): RootContent {
  return { type: 'containerDirective', name, attributes: {}, children }
}

function listOf(lines: ReadonlyArray<string>): List {
  const children = lines.map(
    (line): ListItem => ({ type: 'listItem', spread: false, children: [paragraph(line)] })
  )
  return { type: 'list', ordered: false, spread: false, children }
}

function paragraph(text: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}
