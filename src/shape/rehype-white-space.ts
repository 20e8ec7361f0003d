import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** Take out the white space remark-rehype sets between elements: it is not in the source. */
export function rehypeWhiteSpace(): (tree: Root) => undefined {
  return (tree) => {
    visit(tree, 'text', (node, index, parent) => {
      if (node.position || node.value.trim() !== '' || !parent || index === undefined)
        return undefined
      parent.children.splice(index, 1)
      return [SKIP, index]
    })
  }
}
