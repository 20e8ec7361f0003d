import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Asset, Edition, Meta, Part, Target, Typeset } from '../book.ts'
import { conform } from './conform.ts'
import { boxTables, dress } from './dress.ts'
import type { Order } from './order.ts'

const serializer = unified().use(rehypeStringify).freeze()

/** Nothing but the page's own style and its own images; also a browser's guard against our mistakes. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

/**
 * Make the web edition: one HTML file that needs neither network nor script.
 *
 * @throws if the tree names an image that the book does not hold.
 */
export function renderHtml(typeset: Typeset, _order: Order = {}, target: Target = 'html'): Edition {
  const { book, parts, styles } = typeset
  const shown = parts.filter(({ role }) => role !== 'contents' || book.outline.length > 0)
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      { type: 'text', value: '\n' },
      h(
        'html',
        { lang: book.meta.lang },
        lines([head(book.meta, styles), body(shown, book.assets)])
      )
    ]
  }
  const html = `${serializer.stringify(page)}\n`
  return {
    target,
    bytes: new TextEncoder().encode(html),
    ...(typeset.pagination ? { pagination: typeset.pagination } : {})
  }
}

function head(meta: Meta, styles: string): Element {
  return h(
    'head',
    lines([
      h('meta', { charSet: 'utf-8' }),
      h('title', meta.title),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { httpEquiv: ['Content-Security-Policy'], content: policy }),
      h('meta', { name: 'description', content: description(meta) }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      // The text of `style` cannot be escaped for HTML; this escape is CSS's own.
      h('style', `\n${styles.replaceAll(/<\/(?=style)/gi, '<\\/').trim()}\n`)
    ])
  )
}

function description({ body = '', title, date, place }: Meta): string {
  return [`${body}《${title}》`, date, place].filter((item) => item !== undefined).join('，')
}

function body(parts: ReadonlyArray<Part>, assets: ReadonlyArray<Asset>): Element {
  const skip = h(
    'a',
    { className: ['skip'], href: '#text', dataApparatus: 'generated' },
    '跳到正文'
  )
  const article = h('article', lines(parts.map((part) => section(part, assets))))
  return h('body', lines([skip, h('main', lines([article]))]))
}

function section({ role, tree }: Part, assets: ReadonlyArray<Asset>): Element {
  const copy = conform(tree)
  embedImages(copy, assets)
  // The article takes its heading from its header; a section would need one of its own.
  if (role === 'title') return { ...copy, tagName: 'header' }
  if (role === 'contents') return fold(copy)
  if (role === 'colophon') return h('footer', [copy])
  if (role !== 'body') return copy
  dress(copy)
  boxTables(copy)
  numberParagraphs(copy)
  // The skip link moves the focus here, so it must be able to take it.
  return { ...copy, tagName: 'div', properties: { ...copy.properties, id: 'text', tabIndex: -1 } }
}

/**
 * Fold the contents away, so that on a narrow screen they do not stand before the first word.
 *
 * On a wide one the style sheet opens them and shows the heading in place of the summary; the
 * heading names the contents even where it is not shown.
 */
function fold(contents: Element): Element {
  const at = contents.children.findIndex((child) => 'tagName' in child && child.tagName === 'h2')
  const heading = contents.children[at]
  const list = contents.children.slice(at + 1)
  if (heading?.type !== 'element') return contents
  const details = h('details', [h('summary', textOf(heading)), ...list])
  return { ...contents, children: [...contents.children.slice(0, at), heading, details] }
}

function embedImages(tree: Element, assets: ReadonlyArray<Asset>): void {
  visit(tree, { tagName: 'img' }, (node) => {
    if (node.type !== 'element') return
    const asset = assets.find(({ url }) => url === node.properties.src)
    if (!asset) throw new Error(`No image ${String(node.properties.src)} in the book`)
    node.properties.src = `data:${asset.type};base64,${Buffer.from(asset.bytes).toString('base64')}`
  })
}

/** Put the number of each numbered paragraph into the margin, as a link to the paragraph. */
function numberParagraphs(tree: Element): void {
  visit(tree, { tagName: 'p' }, (node) => {
    if (node.type !== 'element') return
    const number = /^p(\d+)$/.exec(String(node.properties.id ?? ''))?.[1]
    if (number === undefined) return
    node.children.unshift(
      h(
        'a',
        {
          className: ['permalink'],
          href: `#p${number}`,
          ariaLabel: `第${number}段`,
          dataApparatus: 'generated'
        },
        number
      )
    )
  })
}

function lines(children: ReadonlyArray<ElementContent>): Array<ElementContent> {
  return children.flatMap((child) => [{ type: 'text', value: '\n' } as const, child])
}
