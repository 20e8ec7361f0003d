import type { Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'

/** `表1　`, `表 2-1 `, `表三　`; in 表1列出 the sentence goes on. */
const numbered = /^表 ?(?:\d+(?:[-.—－]\d+)*|[一二三四五六七八九十百]+)[ \u3000]/u

/** Sentences and lead-ins end in a mark; titles do not. */
const closed = /[。！？；，：!?;,.:]$/u

/** Turn the paragraph above a table into its caption, if it is a numbered title. */
export function rehypeTables(): (tree: Root) => undefined {
  return (tree) => {
    visit(tree, { type: 'element', tagName: 'table' }, (table, index = 0, parent) => {
      const above = parent?.children[index - 1]
      if (table.type !== 'element' || above?.type !== 'element' || above.tagName !== 'p') return
      const text = textOf(above)
      if (!numbered.test(text) || closed.test(text) || above.properties.className) return
      table.children.unshift(h('caption', above.children))
      parent?.children.splice(index - 1, 1)
    })
  }
}
