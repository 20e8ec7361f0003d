import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Asset, Edition, Part, Typeset } from '../book.ts'
import { addStyleHooks, boxTables } from './add-style-hooks.ts'
import { conformToHtml } from './conform-to-html.ts'
import { linkEditions } from './html/editions.ts'
import { setHead } from './html/head.ts'
import { linkPages, linkParagraphs, linkSections } from './html/permalinks.ts'
import type { RenderOptions } from './render-options.ts'

const serializer = unified().use(rehypeStringify).freeze()

/**
 * Make the web edition: one HTML file without network access or scripts.
 *
 * @param isOnSite whether it is a page of a site: it then links to the site's index and feed and
 *   uses its fonts.
 * @throws if the tree names an image the book does not contain.
 */
export function renderHtml(
  typeset: Typeset<'html'>,
  options: RenderOptions = {},
  isOnSite = false
): Edition<'html'> {
  const { lang } = typeset.book.meta
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      { type: 'text', value: '\n' },
      h(
        'html',
        { lang },
        lines([h('head', lines(setHead(typeset, options, isOnSite))), setBody(typeset, isOnSite)])
      )
    ]
  }
  const html = `${serializer.stringify(page)}\n`
  return {
    target: 'html',
    ...(isOnSite ? { isOnSite } : {}),
    bytes: new TextEncoder().encode(html),
    ...(typeset.pagination ? { pagination: typeset.pagination } : {})
  }
}

function setBody(typeset: Typeset<'html'>, isOnSite: boolean): Element {
  const { book, parts } = typeset
  const skip = h(
    'a',
    { className: ['skip'], href: '#text', dataApparatus: 'generated' },
    '跳到正文'
  )
  const home = h('nav', { className: ['site'], ariaLabel: '网站', dataApparatus: 'generated' }, [
    h('a', { href: '../index.html' }, '全部文件')
  ])
  const shown = parts.filter(({ role }) => role !== 'contents' || book.outline.length > 0)
  const article = h('article', lines(shown.map((part) => section(part, typeset))))
  const main = h('main', lines([article]))
  return h('body', lines(isOnSite ? [skip, home, main] : [skip, main]))
}

function section({ role, tree }: Part, typeset: Typeset<'html'>): Element {
  const copy = conformToHtml(tree)
  embedImages(copy, typeset.book.assets)
  if (role === 'body') linkSections(copy)
  linkPages(copy)
  // The article's heading is in its header; a section would need its own.
  if (role === 'title') {
    return { ...copy, tagName: 'header', children: [...copy.children, ...linkEditions(typeset)] }
  }
  if (role === 'contents') return fold(copy)
  if (role === 'colophon') return h('footer', [copy])
  if (role !== 'body') return copy
  addStyleHooks(copy)
  boxTables(copy)
  nameNotes(copy)
  linkParagraphs(copy)
  // The skip link moves the focus here, so it must be focusable.
  return { ...copy, tagName: 'div', properties: { ...copy.properties, id: 'text', tabIndex: -1 } }
}

/**
 * Collapse the contents, so that on a narrow screen they do not push down the text.
 *
 * On a wide screen the style sheet opens them and shows the heading instead of the summary; the
 * heading labels the contents even when hidden.
 */
function fold(contents: Element): Element {
  const at = contents.children.findIndex((child) => 'tagName' in child && child.tagName === 'h2')
  const heading = contents.children[at]
  const list = contents.children.slice(at + 1)
  tellPlain(contents)
  if (heading?.type !== 'element') return contents
  const details = h('details', [h('summary', textOf(heading)), ...list])
  return { ...contents, children: [...contents.children.slice(0, at), heading, details] }
}

/** Mark entries without an enumerator by the class `plain`; the others hang by theirs. */
function tellPlain(contents: Element): void {
  visit(contents, { tagName: 'a' }, (node) => {
    if (node.type !== 'element' || /^(?:第|.{1,3}[、.．]|[（(].{1,3}[）)])/.test(textOf(node)))
      return
    // Page marks are links too, but have no text.
    if (textOf(node) !== '') node.properties.className = ['plain']
  })
}

/** Give editors' additions the role of notes, so that they are no landmarks. */
function nameNotes(tree: Element): void {
  visit(tree, { tagName: 'aside' }, (node) => {
    if (node.type === 'element') node.properties.role = 'note'
  })
}

function embedImages(tree: Element, assets: ReadonlyArray<Asset>): void {
  visit(tree, { tagName: 'img' }, (node) => {
    if (node.type !== 'element') return
    const asset = assets.find(({ url }) => url === node.properties.src)
    if (!asset) throw new Error(`No image ${String(node.properties.src)} in the book`)
    node.properties.src = `data:${asset.type};base64,${Buffer.from(asset.bytes).toString('base64')}`
  })
}

function lines(children: ReadonlyArray<ElementContent>): Array<ElementContent> {
  return children.flatMap((child) => [{ type: 'text', value: '\n' } as const, child])
}
