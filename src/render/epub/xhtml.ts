import type { Element, ElementContent, Root } from 'hast'
import { toXast } from 'hast-util-to-xast'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import type { Nodes } from 'xast'
import { toXml } from 'xast-util-to-xml'

const encoder = new TextEncoder()

/**
 * Write an XHTML document of an EPUB.
 *
 * @param style path of the style sheet, relative to the document.
 * @param matter `epub:type` of its body, if it has one.
 */
export function xhtml(
  document: Readonly<{
    lang: string
    title: string
    style: string
    matter?: string
    children: ReadonlyArray<Element>
  }>
): Uint8Array {
  const { lang, title, style, matter, children } = document
  const head = h('head', [
    ...onLines([
      h('title', title),
      h('link', { rel: ['stylesheet'], href: style, type: 'text/css' })
    ])
  ])
  const body = h('body', matter ? { 'epub:type': matter } : {}, [...onLines(children)])
  const root: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      { type: 'text', value: '\n' },
      h('html', { 'xmlns:epub': 'http://www.idpf.org/2007/ops', lang }, [...onLines([head, body])])
    ]
  }
  visit(root, 'element', sayLanguage)
  return xml(toXast(root))
}

/** Set `xml:lang` equal to `lang`: XML parsers read the one, HTML parsers the other. */
function sayLanguage({ properties }: Element): void {
  if (properties.lang !== undefined) properties['xml:lang'] = properties.lang
}

/** Write an XML file, encoded in UTF-8. */
export function xml(tree: Nodes): Uint8Array {
  const text = toXml(tree, { closeEmptyElements: true, tightClose: true })
  // The serializer does not escape `]]>` in text, which XML forbids (XML 1.0, 2.4).
  const safe = text.replaceAll(']]>', ']]&gt;')
  return encoder.encode(`<?xml version="1.0" encoding="utf-8"?>\n${safe}\n`)
}

function onLines(children: ReadonlyArray<ElementContent>): ReadonlyArray<ElementContent> {
  const end = { type: 'text', value: '\n' } as const
  return [...children.flatMap((child) => [end, child]), end]
}
