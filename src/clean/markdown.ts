import type {
  BlockContent,
  DefinitionContent,
  List,
  ListItem,
  Paragraph,
  Root,
  RootContent
} from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { stringify } from 'yaml'
import type { Meta } from '../book.ts'

/** What a source file says: front matter as it is written, and the blocks in their order. */
export type Manuscript = Readonly<{
  meta: Readonly<Partial<Omit<Meta, 'titleLines' | 'supplement'>>>
  blocks: ReadonlyArray<Written>
  /** The editor's note where the copy breaks off. */
  gap: string | undefined
}>

/** A block of a source file. */
export type Written = Readonly<{
  role: 'heading' | 'paragraph' | 'signatory' | 'dateline'
  /** 2 to 6, for a heading. */
  depth: number | undefined
  text: string
}>

// Three escapes the extensions lack. Of a colon: theirs depends on the character before it, and falls
// away where that is escaped as well, so that `_:甲` became a directive and vanished. Of a dot: theirs
// asks for a Latin letter after `www.`, but any character makes a link, which keeps backslashes. Of a
// brace: `{甲|乙}` would be a character with its reading.
const unsafe = [
  { character: ':', after: '[^\\s\\p{P}\\p{S}]', inConstruct: 'phrasing', unicode: true },
  { character: '.', before: '[Ww]', inConstruct: 'phrasing' },
  { character: '{', inConstruct: 'phrasing' }
] as const

const writer = unified()
  .use(remarkGfm)
  .use(remarkDirective)
  .use(remarkStringify, { bullet: '-', unsafe: [...unsafe] })
  .freeze()

/**
 * Write a source file: front matter and Markdown, one line a paragraph.
 *
 * Characters Markdown would read as its own are escaped.
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
  const tree: Root = { type: 'root', children }
  return `---\n${stringify(meta, { lineWidth: 0 })}---\n\n${writer.stringify(tree)}`
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
