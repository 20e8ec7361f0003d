import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Book, report } from '../book.ts'

/** Report each image with text in it, once, at its first place: of its fonts the PDF has none. */
export function reportImageText({ body, assets }: Book, file: VFile): void {
  const urls = new Set(assets.flatMap(({ url, hasText }) => (hasText ? [url] : [])))
  visit(body, { type: 'element', tagName: 'img' }, (node) => {
    if (node.type !== 'element' || !urls.delete(String(node.properties.src))) return
    const reason = `Unexpected text in ${node.properties.src}, expected paths`
    report(file, 'image-text', reason, node)
  })
}
