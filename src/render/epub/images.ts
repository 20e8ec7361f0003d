import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import type { Asset } from '../../book.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** What the images of a document are, as far as its accessibility metadata depends on it. */
export type Images = Readonly<{
  /** The files, each once. */
  assets: ReadonlyArray<Asset>
  /** Whether every image has a text that can stand for it. */
  described: boolean
}>

/**
 * Point the images of the files at the files of the EPUB, and say which files it needs.
 *
 * The files are changed in place.
 *
 * @throws if a file names an image that the book does not hold.
 */
export function placeImages(
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  assets: ReadonlyArray<Asset>
): Images {
  const used = new Map<string, Asset>()
  const images = xhtmlFiles.flatMap((xhtmlFile) => imagesOf(xhtmlFile.content))
  for (const { properties } of images) {
    const asset = assets.find(({ url }) => url === properties.src)
    if (!asset) throw new Error(`No image ${String(properties.src)} in the book`)
    used.set(asset.name, asset)
    properties.src = `../images/${asset.name}`
  }
  return { assets: [...used.values()], described: images.every(({ properties }) => properties.alt) }
}

function imagesOf(tree: Element): ReadonlyArray<Element> {
  const images: Element[] = []
  visit(tree, { tagName: 'img' }, (node) => {
    if (node.type === 'element') images.push(node)
  })
  return images
}
