import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Asset } from '../book.ts'

/** Set on images the URL as written in the source, by which their asset is found, and their size. */
export function remarkImages(assets: ReadonlyArray<Asset>): (tree: Root) => undefined {
  return (tree) => {
    const byUrl = new Map(assets.map((asset) => [asset.url, asset]))
    const urls = new Map<string, string>()
    visit(tree, 'definition', ({ identifier, url }) => {
      if (!urls.has(identifier)) urls.set(identifier, url)
    })
    visit(tree, (node) => {
      if (node.type !== 'image' && node.type !== 'imageReference') return
      const url = node.type === 'image' ? node.url : urls.get(node.identifier)
      const asset = byUrl.get(url ?? '')
      if (!asset) return
      const { width, height } = asset
      node.data = { hProperties: { src: asset.url, width, height } }
    })
  }
}
