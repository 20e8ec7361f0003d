import type { Element, ElementContent, Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { Asset, Edition, Part, TargetOf, Typeset } from '../book.ts'
import { addStyleHooks, boxTables } from './add-style-hooks.ts'
import { conformToHtml } from './conform-to-html.ts'
import { linkEditions } from './html/editions.ts'
import { setHead } from './html/head.ts'
import { linkPages, linkParagraphs, linkSections } from './html/permalinks.ts'
import type { RenderOptions } from './render-options.ts'

const serializer = unified().use(rehypeStringify).freeze()

/**
 * Make the web edition: one HTML file that needs neither network nor script.
 *
 * @throws if the tree names an image that the book does not hold.
 */
export function renderHtml(
  typeset: Typeset<'html'>,
  options: RenderOptions = {},
  target: TargetOf<'html'> = 'html'
): Edition<TargetOf<'html'>> {
  const { lang } = typeset.book.meta
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      { type: 'text', value: '\n' },
      h(
        'html',
        { lang },
        lines([h('head', lines(setHead(typeset, options, target))), setBody(typeset, target)])
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

function setBody(typeset: Typeset<'html'>, target: TargetOf<'html'>): Element {
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
  return h('body', lines(target === 'site' ? [skip, home, main] : [skip, main]))
}

function section({ role, tree }: Part, typeset: Typeset<'html'>): Element {
  const copy = conformToHtml(tree)
  embedImages(copy, typeset.book.assets)
  if (role === 'body') linkSections(copy)
  linkPages(copy)
  // The article takes its heading from its header; a section would need one of its own.
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
  tellPlain(contents)
  if (heading?.type !== 'element') return contents
  const details = h('details', [h('summary', textOf(heading)), ...list])
  return { ...contents, children: [...contents.children.slice(0, at), heading, details] }
}

/** Tell the entries without an enumerator, behind which the others hang. */
function tellPlain(contents: Element): void {
  visit(contents, { tagName: 'a' }, (node) => {
    if (node.type !== 'element' || /^(?:第|.{1,3}[、.．]|[（(].{1,3}[）)])/.test(textOf(node)))
      return
    // A mark of a page is a link, too, and has no text.
    if (textOf(node) !== '') node.properties.className = ['plain']
  })
}

/** What an editor adds is a note within the text, no landmark beside it. */
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
