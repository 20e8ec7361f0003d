import type { Root } from 'hast'
import { visit } from 'unist-util-visit'

/** Label the checkboxes of a task list for screen readers. */
export function rehypeTasks(): (tree: Root) => undefined {
  return (tree) => {
    visit(tree, { type: 'element', tagName: 'input' }, (node) => {
      if (node.type !== 'element') return
      node.properties.ariaLabel = node.properties.checked ? '已完成' : '未完成'
    })
  }
}
