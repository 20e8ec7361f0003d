import type { Element, Root } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Asset, Face, Typeset } from '../../book.ts'

/** Address the pages are fed under; `.invalid` never resolves (RFC 2606), so nothing can answer it. */
export const origin = 'https://edition.invalid/'

/** Chrome with a window, unlike the pinned one, asks for an icon of every page that does not say it has none. */
const noIcon = h('link', { rel: ['icon'], href: 'data:,' })

const stringifier = unified().use(rehypeStringify, { omitOptionalTags: false }).freeze()

/**
 * Chromium sets baselines on whole CSS pixels and rounds the sizes of type, so the pages are laid
 * out and printed so many times as large as they are to be.
 */
export const layoutScale = 8

/** What the browser may load, by address: nothing else exists for it. */
export type VirtualFiles = ReadonlyMap<
  string,
  Readonly<{ type: string; body: Uint8Array | string }>
>

/** Write the document the browser lays out, with its fonts and images, by address. */
export function virtualFiles({
  book,
  leaves,
  styles,
  faces
}: Typeset<'pdf' | 'cover'>): VirtualFiles {
  const files = new Map<string, Readonly<{ type: string; body: Uint8Array | string }>>()
  const addresses = new Map<Uint8Array, string>()
  for (const { bytes } of faces) {
    if (addresses.has(bytes)) continue
    const address = `${origin}face-${addresses.size}.ttf`
    addresses.set(bytes, address)
    files.set(address, { type: 'font/ttf', body: bytes })
  }
  for (const { url, type, bytes } of book.assets) {
    files.set(addressOf(url, book.assets), { type, body: bytes })
  }
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: book.meta.lang }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          noIcon,
          h('title', book.meta.title),
          // Paged.js parses every style sheet but those so marked; it has no use for the faces.
          h('style', { dataPagedjsIgnore: '' }, [
            `html{zoom:${layoutScale}}`,
            ...faces.map((face) => faceRule(face, addresses))
          ]),
          // The text of `style` cannot be escaped for HTML; this escape is CSS's own.
          h('style', styles.replaceAll(/<\/(?=style)/gi, '<\\/'))
        ]),
        h(
          'body',
          leaves.map((leaf) => toShow(leaf.tree, book.assets))
        )
      ] satisfies Element[])
    ]
  }
  files.set(origin, { type: 'text/html; charset=utf-8', body: stringifier.stringify(root) })
  return files
}

/** The address of an image: no name the source gives it can be taken for that of a face. */
export function addressOf(url: string, assets: ReadonlyArray<Asset>): string {
  const asset = assets.find((asset) => asset.url === url)
  return new URL(asset ? `image/${asset.name}` : url, origin).href
}

/**
 * The address a link is printed with. One within the document is printed as one to another: Chromium
 * takes a link off its page if what it leads to stands in another gathering.
 */
export function linkTo(href: string): string {
  return new URL(href.startsWith('#') ? `document${href}` : href, origin).href
}

/**
 * Make an element one the browser can show: with addresses of images and links, and all in the language
 * of the document. In another a face may draw —— narrower than it was measured; the tags say it.
 */
function toShow(node: Element, assets: ReadonlyArray<Asset>): Element {
  const children = node.children.map((child) =>
    child.type === 'element' ? toShow(child, assets) : child
  )
  const { lang: _, ...properties } = node.properties
  const { src, href } = properties
  if (typeof src === 'string') properties.src = addressOf(src, assets)
  if (typeof href === 'string') properties.href = linkTo(href)
  return { ...node, children, properties }
}

function faceRule(face: Face, addresses: ReadonlyMap<Uint8Array, string>): string {
  const { family, weight, range, features, ascent, descent, bytes } = face
  const descriptors = [
    `font-family:${family}`,
    `font-weight:${weight}`,
    `src:url("${addresses.get(bytes)}")`,
    ...(range ? [`unicode-range:${range}`] : []),
    ...(features ? [`font-feature-settings:${features}`] : []),
    ...(ascent ? [`ascent-override:${ascent}%`] : []),
    ...(descent ? [`descent-override:${descent}%;line-gap-override:0%`] : [])
  ]
  return `@font-face{${descriptors.join(';')}}`
}
