import type { Element } from 'hast'
import { tagContents, tagList, tagNote, tagTerms } from './lists.ts'
import type { MergedElement, TextRun } from './merge-fragments.ts'
import {
  type Children,
  isStructureElement,
  type Role,
  type StructureElement
} from './structure-element.ts'

/** HTML elements that map to one structure element. */
const plain: Readonly<Record<string, Role>> = {
  h1: 'H1',
  h2: 'H2',
  h3: 'H3',
  h4: 'H4',
  h5: 'H5',
  h6: 'H6',
  p: 'P',
  blockquote: 'BlockQuote',
  thead: 'THead',
  tbody: 'TBody',
  tr: 'TR',
  td: 'TD',
  em: 'Em',
  strong: 'Strong',
  code: 'Code'
}

const crossedOut = { Layout: { TextDecorationType: 'LineThrough' } } as const

/**
 * Tag the content of an element, in reading order.
 *
 * @param lang language of the context.
 */
export function tagChildren(merged: MergedElement, lang: string): Children {
  return merged.children.flatMap((child) => {
    if (!('element' in child)) return child.node.type === 'text' ? [child] : [figureOf(child)]
    const own = child.element.properties.lang
    if (typeof own !== 'string' || own === lang) return tagElement(child, lang)
    const tags = tagElement(child, own)
    const [only, ...others] = tags
    return only && isStructureElement(only) && others.length === 0
      ? [{ ...only, lang: own }]
      : [{ role: 'Span', lang: own, children: tags }]
  })
}

function tagElement(merged: MergedElement, lang: string): Children {
  const { element } = merged
  const { tagName, properties } = element
  const inside = () => tagChildren(merged, lang)
  const role = plain[tagName]
  switch (tagName) {
    case 'section':
      return [{ role: 'Sect', ...titleOf(element), children: inside() }]
    case 'nav':
      return [{ role: 'Sect', children: tagContents(merged, lang, tagChildren) }]
    case 'ul':
    case 'ol':
      return tagList(merged, lang, tagChildren)
    case 'dl':
      return [tagTerms(merged, lang, tagChildren)]
    case 'aside':
      return [{ ...tagNote(merged, lang, tagChildren), ...titleOf(element) }]
    case 'th':
      return [{ role: 'TH', attributes: { Table: { Scope: 'Column' } }, children: inside() }]
    case 'caption':
    case 'figcaption':
      return [{ role: 'Caption', children: [{ role: 'P', children: inside() }] }]
    case 'table':
      return [{ role: 'Table', children: rowsIn(inside()) }]
    case 'pre':
      return [{ role: 'P', children: inside() }]
    case 'figure':
      return tagFigure(inside())
    case 'a':
      return [tagLink(element, inside())]
    case 'ruby':
      return tagRuby(inside())
    case 'del':
      return [{ role: 'Span', attributes: crossedOut, children: inside() }]
    case 'rt':
      return [{ role: 'RT', children: inside() }]
    default:
      if (role) return [{ role, children: inside() }]
      if (properties.ariaHidden === 'true') return []
      return inside()
  }
}

/** Take the title from the ARIA label, for sections without a heading. */
function titleOf({ properties }: Element): { title?: string } {
  const { ariaLabel } = properties
  return typeof ariaLabel === 'string' ? { title: ariaLabel } : {}
}

function figureOf(image: TextRun): StructureElement {
  const { alt } = image.node.type === 'element' ? image.node.properties : {}
  return { role: 'Figure', alt: String(alt ?? ''), children: [image] }
}

/** Put the caption into the figure; a linked picture is in its link, in a paragraph. */
function tagFigure(children: Children): Children {
  const [picture, ...others] = children
  if (!picture || !isStructureElement(picture) || picture.role !== 'Figure')
    return [{ role: 'P', children }]
  const attributes = { Layout: { Placement: 'Block' } }
  return [{ ...picture, attributes, children: [...picture.children, ...others] }]
}

/** Drop the THead of a table without body rows, since THead requires TBody (14.8.4.3.4). */
function rowsIn(children: Children): Children {
  const hasBody = children.some(
    (child) =>
      isStructureElement(child) && child.role === 'TBody' && child.children.some(isStructureElement)
  )
  if (hasBody) return children
  return children.flatMap((child) =>
    isStructureElement(child) && child.role === 'THead' ? child.children : [child]
  )
}

/** Tag a link; an internal one is inside a Reference. */
function tagLink({ properties }: Element, children: Children): StructureElement {
  const { href, ariaLabel, dataFootnoteRef } = properties
  const target = String(href)
  const link: StructureElement = {
    role: 'Link',
    href: target,
    ...(typeof ariaLabel === 'string' ? { label: ariaLabel } : {}),
    children
  }
  if (!target.startsWith('#')) return link
  const calls = dataFootnoteRef === undefined ? {} : { calls: target.slice(1) }
  return { role: 'Reference', ...calls, children: [link] }
}

/** Tag each reading with its base (14.8.4.4.3). */
function tagRuby(children: Children): Children {
  const pairs: Array<StructureElement> = []
  let base: Array<StructureElement | TextRun> = []
  for (const child of children) {
    if (isStructureElement(child) && child.role === 'RT') {
      pairs.push({ role: 'Ruby', children: [{ role: 'RB', children: base }, child] })
      base = []
    } else base.push(child)
  }
  return [...pairs, ...base]
}
