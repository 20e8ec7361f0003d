import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import type { Asset } from '../../book.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** The images of a document, with what the accessibility metadata need. */
export type Images = Readonly<{
  /** The image files, each once. */
  assets: ReadonlyArray<Asset>
  /** Whether every image has alternative text. */
  described: boolean
}>

/**
 * Set the URLs of images to files of the EPUB, and list the files needed.
 *
 * The files are changed in place.
 *
 * @throws if a file names an image the book does not contain.
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
