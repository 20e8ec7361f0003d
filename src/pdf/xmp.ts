import type { PDFStream } from '@cantoo/pdf-lib'
import type { Element, ElementContent, Root } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { decode } from './streams.ts'

/** A value in XMP (ISO 16684-1, 6.3): a text, a list of one of three kinds, or fields. */
export type Value = Readonly<{
  form: 'text' | 'Seq' | 'Bag' | 'Alt' | 'fields'
  text: string
  /** Language of an alternative. */
  lang?: string
  items: ReadonlyArray<Value>
  fields: ReadonlyArray<Property>
}>

/** A property: the address of its namespace, the prefix it is written with, its name. */
export type Property = Readonly<{ space: string; prefix: string; name: string; value: Value }>

/** A metadata stream. */
export type Packet = Readonly<{
  stream: PDFStream
  /** Attributes of the processing instruction that begins it. */
  header: string
  bytes: Buffer
  /** Why it cannot be read. */
  fault?: string
  properties: ReadonlyArray<Property>
}>

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'

type Names = Readonly<Record<string, string>>

/** Read a metadata stream as XML and as RDF. */
export function readPacket(stream: PDFStream): Packet {
  const bytes = decode(stream)
  const header = /<\?xpacket\s+(begin=[^?]*)\?>/.exec(bytes.toString('utf8'))?.[1] ?? ''
  try {
    const root = fromXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return { stream, header, bytes, properties: readProperties(root) }
  } catch (error) {
    return { stream, header, bytes, fault: String(error), properties: [] }
  }
}

function readProperties(root: Root): ReadonlyArray<Property> {
  const found: Property[] = []
  const visit = (node: Root | Element, outer: Names): void => {
    for (const child of elementsOf(node)) {
      const names = namesOf(child, outer)
      if (child.name === 'rdf:RDF' && names.rdf !== rdf) throw new Error('no RDF namespace')
      if (child.name === 'rdf:Description') found.push(...fieldsOf(child, names))
      else visit(child, names)
    }
  }
  visit(root, { xml: 'http://www.w3.org/XML/1998/namespace' })
  return found
}

/** The properties of a description, written as elements or as attributes. */
function fieldsOf(element: Element, names: Names): ReadonlyArray<Property> {
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => name.includes(':') && !/^(?:xml|xmlns|rdf):/.test(name))
    .map(([name, text]) => property(name, names, plain(text ?? '')))
  const children = elementsOf(element).map((child) => {
    const inner = namesOf(child, names)
    return property(child.name, inner, readValue(child, inner))
  })
  return [...attributes, ...children]
}

function readValue(element: Element, names: Names): Value {
  const lang = element.attributes['xml:lang'] ?? undefined
  const [list] = elementsOf(element)
  if (element.attributes['rdf:parseType'] === 'Resource') {
    return { ...plain('', lang), form: 'fields', fields: fieldsOf(element, names) }
  }
  if (!list) return plain(textOf(element.children), lang)
  const inner = namesOf(list, names)
  const [, form] = /^rdf:(Seq|Bag|Alt)$/.exec(list.name) ?? []
  if (form === 'Seq' || form === 'Bag' || form === 'Alt') {
    const items = elementsOf(list).map((item) => readValue(item, namesOf(item, inner)))
    return { ...plain('', lang), form, items }
  }
  if (list.name !== 'rdf:Description') throw new Error(`no value ${list.name}`)
  return { ...plain('', lang), form: 'fields', fields: fieldsOf(list, inner) }
}

function property(qualified: string, names: Names, value: Value): Property {
  const [prefix = '', name = ''] = qualified.split(':')
  const space = names[prefix]
  if (space === undefined) throw new Error(`no namespace of ${qualified}`)
  return { space, prefix, name, value }
}

function plain(text: string, lang?: string): Value {
  return { form: 'text', text, items: [], fields: [], ...(lang === undefined ? {} : { lang }) }
}

function namesOf(element: Element, outer: Names): Names {
  const own = Object.entries(element.attributes).flatMap(([name, value]) =>
    name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), value ?? ''] as const] : []
  )
  return own.length > 0 ? { ...outer, ...Object.fromEntries(own) } : outer
}

function elementsOf(node: Root | Element): ReadonlyArray<Element> {
  return node.children.flatMap((child) => (child.type === 'element' ? [child] : []))
}

function textOf(children: ReadonlyArray<ElementContent>): string {
  return children.map((child) => (child.type === 'text' ? child.value : '')).join('')
}
