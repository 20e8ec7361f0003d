import { unzipSync } from 'fflate'
import type { Element, Nodes } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { type Markup, marksOf, type PageMark, type Passage, passagesOf } from '../text/passage.ts'

type Files = Readonly<Record<string, Uint8Array>>

/** A document of the reading order: its path in the package, and whether it is the navigation. */
type Seat = Readonly<{ href: string; isNavigation: boolean; tree: Nodes }>

/**
 * Read the text of an EPUB back from its bytes, as a reading system finds it: container, package
 * document, spine (EPUB 3.3, 4 and 5). The navigation document is apparatus.
 *
 * @throws if the bytes are not a zip file, an XML file in it is not well-formed, or the reading
 *   order leads nowhere.
 */
export function readEpub(bytes: Uint8Array): ReadonlyArray<Passage> {
  return seatsOf(bytes)
    .filter(({ isNavigation }) => !isNavigation)
    .flatMap(({ tree, href }) => passagesOf<Nodes>(tree, look, href))
}

/** Find where an EPUB says that the pages of the PDF begin, in reading order. */
export function readEpubPages(bytes: Uint8Array): ReadonlyArray<PageMark> {
  let count = 0
  return seatsOf(bytes).flatMap(({ tree, isNavigation }) => {
    const { marks, characters } = marksOf<Nodes>(tree, look)
    const before = count
    if (!isNavigation) count += characters
    return marks.map(({ label, character }) => {
      return { label, character: before + (isNavigation ? 0 : character) }
    })
  })
}

function seatsOf(bytes: Uint8Array): ReadonlyArray<Seat> {
  const files = unzipSync(bytes)
  const container = elementsOf(open(files, 'META-INF/container.xml'))
  const path = attributeOf(named(container, 'rootfile')[0], 'full-path')
  const elements = elementsOf(open(files, path))
  const items = named(elements, 'item')
  return named(elements, 'itemref').map((seat) => {
    const id = attributeOf(seat, 'idref')
    const item = items.find(({ attributes }) => attributes.id === id)
    const isNavigation = item?.attributes.properties?.split(/\s+/).includes('nav') ?? false
    const href = attributeOf(item, 'href')
    return { href, isNavigation, tree: open(files, resolve(href, path)) }
  })
}

function open(files: Files, path: string): Nodes {
  const bytes = files[path]
  if (!bytes) throw new Error(`No ${path} in the EPUB`)
  return fromXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

/** Resolve a relative URL against the path of a file in the container. */
function resolve(href: string, base: string): string {
  return decodeURIComponent(new URL(href, `epub:///${base}`).pathname.slice(1))
}

function elementsOf(node: Nodes): ReadonlyArray<Element> {
  if (!('children' in node)) return []
  const below = node.children.flatMap(elementsOf)
  return node.type === 'element' ? [node, ...below] : below
}

/** The elements of a name, whatever prefix the file chose for their name space. */
function named(elements: ReadonlyArray<Element>, name: string): ReadonlyArray<Element> {
  return elements.filter((element) => element.name.replace(/^.*:/, '') === name)
}

function attributeOf(element: Element | undefined, name: string): string {
  const value = element?.attributes[name]
  if (value === undefined || value === null) throw new Error(`No ${name} in the EPUB`)
  return value
}

function look(node: Nodes): Markup<Nodes> | undefined {
  if (node.type === 'text' || node.type === 'cdata') return { kind: 'text', value: node.value }
  if (node.type === 'root') {
    return { kind: 'element', name: '', attribute: () => undefined, children: node.children }
  }
  if (node.type !== 'element') return undefined
  const { name, attributes, children } = node
  return { kind: 'element', name, attribute: (key) => attributes[key] ?? undefined, children }
}
