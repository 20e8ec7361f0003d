import type { Root } from 'mdast'
import remarkDirective from 'remark-directive'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { stringify } from 'yaml'

// Three escapes the extensions lack. Colon: their escape depends on the character before it and is
// lost if that is escaped too, so that `_:甲` became a directive and vanished. Dot: they require a
// Latin letter after `www.`, but any character makes a link, which keeps backslashes. Brace:
// `{甲|乙}` would be a character with its reading.
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
 * Write a source file: front matter and Markdown, one line for each paragraph.
 *
 * Characters with a meaning in Markdown are escaped, so that `parse` reads the same text back.
 */
export function writeMarkdown(frontMatter: Readonly<Record<string, unknown>>, tree: Root): string {
  return `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${writer.stringify(tree)}`
}
