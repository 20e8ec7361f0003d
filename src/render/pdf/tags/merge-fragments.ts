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

/**
 * Merge the fragments of elements split at page or line ends: a continuation is appended to the
 * last element like it at the same place. Notes are a separate flow.
 */
export function mergeFragments(leaves: ReadonlyArray<Leaf>): MergedDocument {
  const [body, notes, repeated] = [rootOf(), rootOf(), rootOf()]
  const runs = leaves.map(({ tree }, page) => {
    const found: TextRun[] = []
    for (const child of partsOf(tree)) place(child, body, false)
    return found

    function place(node: ElementContent, parent: GrowingElement, continues: boolean): void {
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
      if (name === 'column' || name === 'foot') {
        for (const child of partsOf(node)) place(child, name === 'foot' ? notes : body, false)
      } else if (name === 'line') placeLine(node, parent)
      else if (isRepeated(node)) {
        for (const child of partsOf(node)) place(child, repeated, false)
      } else placeElement(node, parent, continues)
    }

    function placeElement(node: Element, parent: GrowingElement, continues: boolean): void {
      const isContinued = node.properties.dataContinues !== undefined
      const goesOn = isContinued || (continues && isShared(node))
      const last = goesOn ? lastOf(parent, node.tagName) : undefined
      const merged = last ?? { element: node, children: [] }
      if (!last) parent.children.push(merged)
      for (const child of partsOf(node)) place(child, merged, last !== undefined && isContinued)
    }

    /** Place a line; its first element may continue the last of the line before. */
    function placeLine(line: Element, parent: GrowingElement): void {
      const [first, ...others] = partsOf(line)
      const ends = parent.children.at(-1)
      if (first) join(first, parent, ends)
      for (const child of others) place(child, parent, false)
    }

    function join(
      node: ElementContent,
      parent: GrowingElement,
      ends: GrowingElement | TextRun | undefined
    ): void {
      if (node.type !== 'element' || !ends || !('element' in ends) || !isSame(node, ends.element)) {
        place(node, parent, false)
        return
      }
      const [first, ...others] = partsOf(node)
      if (first) join(first, ends, ends.children.at(-1))
      for (const child of others) place(child, ends, false)
    }
  })
  return { body, notes, runs: runs }
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

/** Tell whether an element inside a continued one is continued too, though not marked. */
function isShared({ tagName }: Element): boolean {
  return tagName === 'tbody' || tagName === 'code'
}

function lastOf({ children }: GrowingElement, tagName: string): GrowingElement | undefined {
  const last = children.findLast(
    (child): child is GrowingElement => 'element' in child && child.element.tagName === tagName
  )
  return last
}

/** Tell whether two inline elements are fragments of one, split at a line end. */
function isSame(one: Element, other: Element): boolean {
  return (
    one.tagName === other.tagName &&
    one.tagName !== 'ruby' &&
    one.properties.href === other.properties.href &&
    one.properties.lang === other.properties.lang &&
    classesOf(one).join() === classesOf(other).join() &&
    one.position?.start.offset === other.position?.start.offset
  )
}
