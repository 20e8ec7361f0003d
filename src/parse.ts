import type { Nodes, Root } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough/parseOnly'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { VFile } from 'vfile'
import { report } from './book.ts'
import { remarkAnnotation } from './parse/remark-annotation.ts'
import { remarkFewDirectives } from './parse/remark-few-directives.ts'
import { remarkGfmInPlace } from './parse/remark-gfm-in-place.ts'
import { remarkTitlePlaces } from './parse/remark-title-places.ts'

/** Nested quotations and lists a page has room for: each indents the text. */
const mostBlocks = 12

/** Tree depth that recursive functions can handle. */
const mostLevels = 100

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfmInPlace)
  .use(remarkFewDirectives)
  .use(remarkAnnotation)
  .use(remarkTitlePlaces)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .freeze()

type Level = Readonly<{ node: Nodes; blocks: number }>

type Depth = Readonly<{ what: string; node?: Nodes }>

/**
 * Parse the Markdown of a source: CommonMark, GFM, front matter, directives and annotations.
 *
 * Every node has its place in the source. More than twelve nested quotations and lists, or more
 * than a hundred levels of any kind, are reported, and the tree is then empty.
 */
export function parse(file: VFile): Root {
  const tree = parseAtAll(file)
  const depth = tree ? depthOf(tree) : { what: `${mostLevels} levels` }
  if (tree && !depth) return tree
  const reason = `Unexpected nesting of more than ${depth?.what}, expected fewer`
  report(file, 'source-nested', reason, depth?.node ?? { line: 1, column: 1 })
  return { type: 'root', children: [] }
}

function parseAtAll(file: VFile): Root | undefined {
  try {
    return parser.parse(file)
  } catch (error) {
    // micromark is recursive: at some depth the stack overflows.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Find the first node that is too deep, level by level. */
function depthOf(tree: Root): Depth | undefined {
  let level: ReadonlyArray<Level> = [{ node: tree, blocks: 0 }]
  for (let count = 0; level.length > 0; count += 1) {
    const deep = level.find(({ blocks }) => blocks > mostBlocks)
    if (deep) return { what: `${mostBlocks} quotations and lists`, node: deep.node }
    const [first] = level
    if (count > mostLevels && first) return { what: `${mostLevels} levels`, node: first.node }
    level = level.flatMap(childrenOf)
  }
  return undefined
}

function childrenOf({ node, blocks }: Level): ReadonlyArray<Level> {
  if (!('children' in node)) return []
  return node.children.map((child) => {
    const isBlock = child.type === 'blockquote' || child.type === 'list'
    return { node: child, blocks: isBlock ? blocks + 1 : blocks }
  })
}
