import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Book, report } from '../book.ts'

/** Report each image that contains text once, at its first place: the PDF lacks its fonts. */
export function reportImageText({ body, assets }: Book, file: VFile): void {
  const urls = new Set(assets.flatMap(({ url, hasText }) => (hasText ? [url] : [])))
  visit(body, { type: 'element', tagName: 'img' }, (node) => {
    if (node.type !== 'element' || !urls.delete(String(node.properties.src))) return
    const reason = `Unexpected text in ${node.properties.src}, expected paths`
    report(file, 'image-text', reason, node)
  })
}
