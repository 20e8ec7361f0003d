import type { Nodes, Root } from 'hast'

/**
 * Number the paragraphs of the text and the stanzas of its poems, `p1`, `p2`, …; paragraphs in
 * other blocks are not numbered.
 */
export function rehypeParagraphs(): (tree: Root) => undefined {
  return (tree) => {
    let count = 0
    const number = (parent: Nodes): void => {
      if (!('children' in parent)) return
      for (const node of parent.children) {
        if (node.type !== 'element') continue
        const isSection = node.tagName === 'section' && node.properties.className === undefined
        // Only poems become a `div`.
        if (isSection || node.tagName === 'div') number(node)
        if (node.tagName !== 'p' || node.properties.className !== undefined) continue
        count += 1
        node.properties.id = `p${count}`
      }
    }
    number(tree)
  }
}
