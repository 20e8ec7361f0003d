import type { Nodes } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import { type Markup, marksOf, type PageMark, type Passage, passagesOf } from '../text/passage.ts'

const parser = unified().use(rehypeParse).freeze()

/**
 * Read the text of a web edition back from its bytes.
 *
 * @throws if the bytes are not UTF-8.
 */
export function readHtml(bytes: Uint8Array): ReadonlyArray<Passage> {
  return passagesOf<Nodes>(open(bytes), look, '')
}

/** Find where a web edition says that the pages of the PDF begin. */
export function readHtmlPages(bytes: Uint8Array): ReadonlyArray<PageMark> {
  return marksOf<Nodes>(open(bytes), look).marks
}

function open(bytes: Uint8Array): Nodes {
  return parser.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

function look(node: Nodes): Markup<Nodes> | undefined {
  if (node.type === 'text') return { kind: 'text', value: node.value }
  if (node.type === 'root') return element('', {}, node.children)
  if (node.type !== 'element') return undefined
  return element(node.tagName, node.properties, node.children)
}

function element(
  name: string,
  properties: Readonly<Record<string, unknown>>,
  children: ReadonlyArray<Nodes>
): Markup<Nodes> {
  return { kind: 'element', name, attribute, children }

  function attribute(key: string): string | undefined {
    const value = properties[key === 'data-apparatus' ? 'dataApparatus' : key]
    return value === undefined || value === null || value === false ? undefined : String(value)
  }
}
