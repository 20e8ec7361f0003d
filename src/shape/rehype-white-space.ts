import type { Nodes, Root } from 'hast'

/** Remove the white space remark-rehype adds between elements, which is not in the source. */
export function rehypeWhiteSpace(): (tree: Root) => undefined {
  return (tree) => {
    strip(tree)
  }
}

function strip(node: Nodes): void {
  if (!('children' in node)) return
  if (node.type === 'root') node.children = node.children.filter(isWritten)
  else node.children = node.children.filter(isWritten)
  for (const child of node.children) strip(child)
}

function isWritten(node: Nodes): boolean {
  return node.type !== 'text' || node.position !== undefined || node.value.trim() !== ''
}
