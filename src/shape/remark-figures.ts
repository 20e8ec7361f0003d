import type { Image, Paragraph, Root, Text } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/**
 * Turn a paragraph of one titled image into a figure with the title as caption; report the titles
 * of other images, which are never shown.
 */
export function remarkFigures(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    visit(tree, 'paragraph', (node, _, parent) => {
      const [image, ...others] = node.children
      const isFree = others.length === 0 && parent?.type !== 'containerDirective'
      if (isFree && image?.type === 'image' && image.title) setFigure(node, image, image.title)
    })
    visit(tree, 'image', (node) => {
      if (!node.title) return
      const reason = `Unexpected image title “${node.title.slice(0, 40)}”, expected none`
      report(file, 'link-title', reason, node)
    })
  }
}

function setFigure(paragraph: Paragraph, image: Image, title: string): void {
  const position = image.data?.titlePosition
  const caption: Text = { type: 'text', value: title, ...(position ? { position } : {}) }
  paragraph.data = { hName: 'figure' }
  paragraph.children = [
    { ...image, title: null },
    {
      type: 'textDirective',
      name: 'figcaption',
      data: { hName: 'figcaption' },
      children: [caption]
    }
  ]
}
