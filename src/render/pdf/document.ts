import type { Element, Root } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import type { Asset, Face, Typeset } from '../../book.ts'

/** Base URL of the virtual files; `.invalid` never resolves (RFC 2606), so no server can answer. */
export const origin = 'https://edition.invalid/'

/** Full Chrome, unlike headless-shell, requests an icon unless the page declares one. */
const noIcon = h('link', { rel: ['icon'], href: 'data:,' })

const stringifier = unified().use(rehypeStringify, { omitOptionalTags: false }).freeze()

/**
 * The factor by which pages are enlarged for layout and printing, since Chromium rounds baselines
 * to whole CSS pixels and also rounds font sizes.
 */
export const layoutScale = 8

/** The files the browser may load, by URL; all other requests are refused. */
export type VirtualFiles = ReadonlyMap<
  string,
  Readonly<{ type: string; body: Uint8Array | string }>
>

/** Write the document for the browser, with its fonts and images, as virtual files. */
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
          // Paged.js ignores style sheets marked like this; it need not parse the font faces.
          h('style', { dataPagedjsIgnore: '' }, [
            `html{zoom:${layoutScale}}`,
            ...faces.map((face) => faceRule(face, addresses))
          ]),
          // The text of `style` cannot be escaped in HTML; this is a CSS escape.
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

/** Return the virtual URL of an image, which cannot collide with that of a face. */
export function addressOf(url: string, assets: ReadonlyArray<Asset>): string {
  const asset = assets.find((asset) => asset.url === url)
  return new URL(asset ? `image/${asset.name}` : url, origin).href
}

/**
 * Return the URL a link is printed with. Internal links are printed as external ones: Chromium
 * drops a link whose target is in another gathering.
 */
export function linkTo(href: string): string {
  return new URL(href.startsWith('#') ? `document${href}` : href, origin).href
}

/**
 * Prepare an element for the browser: resolve image and link URLs, and remove other languages, in
 * which a face may draw —— narrower than measured; the tags keep the language.
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
