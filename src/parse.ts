import type { Nodes, Root } from 'mdast'
import remarkCjkFriendly from 'remark-cjk-friendly/parseOnly'
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough/parseOnly'
import remarkFrontmatter from 'remark-frontmatter'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import type { VFile } from 'vfile'
import { report } from './book.ts'
import { remarkBlockDirective } from './parse/remark-block-directive.ts'
import { remarkGfmInPlace } from './parse/remark-gfm-in-place.ts'

const deepest = 100

const parser = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfmInPlace)
  .use(remarkBlockDirective)
  .use(remarkCjkFriendly)
  .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
  .freeze()

/**
 * Parse the Markdown of a source: CommonMark, GFM, front matter and block directives.
 *
 * Every node has its place in the source. More than a hundred levels of nesting are a message, and
 * the tree is empty then.
 */
export function parse(file: VFile): Root {
  const tree = parseAtAll(file)
  if (tree) return tree
  const reason = `Unexpected nesting of more than ${deepest} levels, expected fewer`
  report(file, 'source-nested', reason, { line: 1, column: 1 })
  return { type: 'root', children: [] }
}

function parseAtAll(file: VFile): Root | undefined {
  try {
    const tree = parser.parse(file)
    return isDeep(tree) ? undefined : tree
  } catch (error) {
    // micromark descends by calling itself: at some depth the stack ends.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function isDeep(tree: Root): boolean {
  let level: ReadonlyArray<Nodes> = [tree]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true
    level = level.flatMap((node) => ('children' in node ? node.children : []))
  }
  return false
}
