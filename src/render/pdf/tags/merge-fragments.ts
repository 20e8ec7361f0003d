import type { Element, ElementContent, Text } from 'hast'
import type { Leaf } from '../../../book.ts'

/** An element of the document, merged from its fragments on all its pages. */
export type MergedElement = Readonly<{
  element: Element
  children: ReadonlyArray<MergedElement | TextRun>
}>

/** A contiguous text, or an image, on one page. */
export type TextRun = Readonly<{
  node: Text | Element
  page: number
  /** Whether it is a reading (ruby). */
  isReading: boolean
  /** Text that replaces it: for a hyphen at a line end, and for a checkbox. */
  says?: string
}>

/** The merged document: the body, and the notes at the foot of pages. */
export type MergedDocument = Readonly<{
  body: MergedElement
  notes: MergedElement
  /** The runs of each page, in order; repeated content is in no merged element. */
  runs: ReadonlyArray<ReadonlyArray<TextRun>>
}>

type GrowingElement = { element: Element; children: Array<GrowingElement | TextRun> }

/** Elements that have begun, by what they are parts of. */
type Begun = Map<Element, GrowingElement>

/**
 * Join the parts of elements that lines and pages divide; each part knows its element. Notes are a
 * separate flow.
 */
export function mergeFragments(leaves: ReadonlyArray<Leaf>): MergedDocument {
  const [body, notes, repeated] = [rootOf(), rootOf(), rootOf()]
  const begun: Begun = new Map()
  const runs = leaves.map(({ tree }, page) => {
    const found: TextRun[] = []
    placeAll(tree, body, begun)
    return found

    function placeAll(element: Element, parent: GrowingElement, begun: Begun): void {
      for (const child of partsOf(element)) place(child, parent, begun)
    }

    function place(node: ElementContent, parent: GrowingElement, begun: Begun): void {
      // An image without alternative text is an artifact (ISO 14289-1, 7.3).
      const isTold =
        node.type === 'text' || (node.type === 'element' && Boolean(node.properties.alt))
      if (isTold) {
        const says = saidOf(parent.element)
        const isReading = parent.element.tagName === 'rt'
        const run = { node, page, isReading, ...(says ? { says } : {}) }
        found.push(run)
        parent.children.push(run)
      }
      if (node.type !== 'element' || node.tagName === 'img') return
      const [name] = classesOf(node)
      if (name === 'column') placeAll(node, body, begun)
      else if (name === 'foot') placeAll(node, notes, begun)
      else if (name === 'line') placeAll(node, parent, begun)
      else if (isRepeated(node)) placeAll(node, repeated, new Map())
      else placeAll(node, growing(node, parent, begun), begun)
    }
  })
  return { body, notes, runs }
}

/** Find the element a part belongs to, or begin it. */
function growing(node: Element, parent: GrowingElement, begun: Begun): GrowingElement {
  const source = node.data?.source
  const known = source && begun.get(source)
  if (known) return known
  const element = { element: node, children: [] }
  parent.children.push(element)
  if (source) begun.set(source, element)
  return element
}

function rootOf(): GrowingElement {
  return {
    element: { type: 'element', tagName: 'div', properties: {}, children: [] },
    children: []
  }
}

/** List the children of an element, with adjacent texts merged as in the browser. */
function partsOf({ children }: Element): ReadonlyArray<ElementContent> {
  const parts: ElementContent[] = []
  for (const child of children) {
    const last = parts.at(-1)
    if (child.type === 'text' && last?.type === 'text') {
      parts[parts.length - 1] = { ...last, value: last.value + child.value }
    } else parts.push(child)
  }
  return parts
}

function saidOf(element: Element): string | undefined {
  const { ariaLabel } = element.properties
  const [name] = classesOf(element)
  if (name === 'hyphen') return '\u00AD'
  return name === 'marker' && typeof ariaLabel === 'string' ? ariaLabel : undefined
}

/**
 * Tell whether content is repeated or redundant: a repeated table head, and a paragraph number,
 * which is the identifier.
 */
function isRepeated(node: Element): boolean {
  if (classesOf(node)[0] === 'paragraph-number') return true
  return node.tagName === 'thead' && node.properties.dataApparatus === 'generated'
}

/** List the classes of an element. */
export function classesOf({ properties: { className } }: Element): ReadonlyArray<string> {
  return Array.isArray(className) ? className.map(String) : []
}
