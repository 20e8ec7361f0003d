import { resolve } from 'node:path'
import { disableTypes, imageSize, types } from 'image-size'
import type { Definition, Image, ImageReference, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { type Asset, digestOf, type RuleId, report } from '../book.ts'
import { rasterFault } from './raster.ts'
import { readBeside } from './regular-file.ts'
import { svgHasText, unsafeSvg } from './svg.ts'

type Picture = Readonly<{ node: Image | ImageReference; url: string }>

type Fault = Readonly<{ rule: RuleId; reason: string }>

const formats: Readonly<Record<string, Readonly<{ type: string; extension: string }>>> = {
  png: { type: 'image/png', extension: 'png' },
  jpg: { type: 'image/jpeg', extension: 'jpg' },
  gif: { type: 'image/gif', extension: 'gif' },
  webp: { type: 'image/webp', extension: 'webp' },
  svg: { type: 'image/svg+xml', extension: 'svg' }
}

// Parsers of other formats never see untrusted bytes.
disableTypes(types.filter((type) => !Object.hasOwn(formats, type)))

/**
 * Read the images a source names, each URL once, in text order.
 *
 * An image must be a complete PNG, JPEG, GIF, WebP or SVG by its content and lie in the folder of
 * the source. Any other image, and one without alternative text, is reported at its place. Two URLs
 * of one picture are two assets with the same name.
 */
export async function readAssets(tree: Root, file: VFile): Promise<ReadonlyArray<Asset>> {
  const read = new Map<string, Asset | Fault>()
  for (const { node, url } of picturesOf(tree)) {
    if (!node.alt?.trim()) {
      const reason = `Unexpected image \`${url}\` without a description, expected one`
      report(file, 'image-alternative', reason, node)
    }
    const result = read.get(url) ?? (await readAsset(url, file))
    read.set(url, result)
    if ('rule' in result) report(file, result.rule, result.reason, node)
  }
  return [...read.values()].flatMap((result) => ('rule' in result ? [] : [result]))
}

function picturesOf(tree: Root): ReadonlyArray<Picture> {
  const definitions = new Map<string, Definition>()
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node)
  })
  const pictures: Picture[] = []
  visit(tree, (node) => {
    if (node.type === 'image') pictures.push({ node, url: node.url })
    if (node.type !== 'imageReference') return
    pictures.push({ node, url: definitions.get(node.identifier)?.url ?? '' })
  })
  return pictures
}

async function readAsset(url: string, file: VFile): Promise<Asset | Fault> {
  if (/^(?:[a-z][a-z0-9+.-]*:|[/\\])/i.test(url)) {
    const found = /^(?:[a-z]:|[/\\](?![/\\]))/i.test(url) ? 'absolute path' : 'address'
    const reason = `Unexpected ${found} \`${url.slice(0, 80)}\`, expected a path relative to the source`
    return { rule: 'image-remote', reason }
  }
  const path = decodePath(url)
  const bytes = path
    ? await readBeside(resolve(file.cwd, file.path), path)
    : 'empty or undecodable path'
  if (typeof bytes === 'string') return missing(`${bytes} \`${url}\``)
  const size = sizeOf(bytes)
  const format = formats[size?.type ?? '']
  if (!size || !format) return missing(`content of \`${url}\``)
  const fault = size.type === 'svg' ? unsafeSvg(bytes) : await rasterFault(bytes, size.type, size)
  if (fault) return missing(`${fault} \`${url}\``)
  const digest = digestOf(bytes).slice(0, 16)
  const { width, height } = size
  const name = `${digest}.${format.extension}`
  const asset = { url, name, type: format.type, bytes, width, height }
  return size.type === 'svg' && svgHasText(bytes) ? { ...asset, hasText: true } : asset
}

function missing(found: string): Fault {
  return { rule: 'image-missing', reason: `Unexpected ${found}, expected an image` }
}

function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(url)
  } catch {
    return undefined
  }
}

function sizeOf(
  bytes: Uint8Array
): Readonly<{ type: string; width: number; height: number }> | undefined {
  try {
    const { type = '', width, height, orientation = 1 } = imageSize(bytes)
    if (!(width > 0 && height > 0)) return undefined
    // Exif orientation 5 to 8: the picture is shown rotated by 90°.
    return orientation > 4 ? { type, width: height, height: width } : { type, width, height }
  } catch {
    return undefined
  }
}
