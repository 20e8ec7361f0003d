import type { Element, ElementContent } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'

/** Elements that are links, or whose accessible name is their content: a link may not be put into them. */
const closed: ReadonlySet<string> = new Set(['a', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary'])

/**
 * Turn the marks of printed pages into permalinks. The style sheet shows the number from an
 * attribute, so that copied text does not contain it.
 *
 * Pages that begin at the same place share a box, `span.pages`. The tree is changed in place.
 */
export function linkPages(tree: Element): void {
  link(tree, false)

  function link(parent: Element, isAround: boolean): void {
    const isClosed = isAround || closed.has(parent.tagName)
    const children: ElementContent[] = []
    let run: Element[] = []
    for (const child of parent.children) {
      if (child.type === 'element' && isMark(child)) {
        run.push(linkPage(child, isClosed))
        continue
      }
      children.push(...groupMarks(run), child)
      run = []
      if (child.type === 'element') link(child, isClosed)
    }
    parent.children = [...children, ...groupMarks(run)]
  }
}

/** Put the number of each numbered paragraph in the margin, as a link to the paragraph. */
export function linkParagraphs(tree: Element): void {
  visit(tree, { tagName: 'p' }, (node) => {
    if (node.type !== 'element') return
    const number = /^p(\d+)$/.exec(String(node.properties.id ?? ''))?.[1]
    if (number === undefined) return
    node.children.unshift(permalink(`p${number}`, `第${number}段`, number))
  })
}

/**
 * Put a permalink beside each heading, in a box with it, so that it is not part of the heading's
 * accessible name; pages that begin with the heading are marked in the box.
 */
export function linkSections(tree: Element): void {
  visit(tree, { tagName: 'section' }, (node) => {
    if (node.type !== 'element') return
    const at = node.children.findIndex((child) => child.type !== 'element' || !isMark(child))
    const heading = node.children[at]
    if (heading?.type !== 'element' || !/^h[2-6]$/.test(heading.tagName)) return
    const id = String(heading.properties.id)
    if (!/^s[\d-]+$/.test(id)) return
    const link = permalink(id, `本节链接：${textOf(heading)}`)
    const box = h('div', { className: ['heading'] }, [...node.children.slice(0, at), heading, link])
    node.children.splice(0, at + 1, box)
  })
}

function permalink(id: string, ariaLabel: string, text = ''): Element {
  const properties = { className: ['permalink'], href: `#${id}`, ariaLabel }
  return h('a', { ...properties, dataApparatus: 'generated' }, text)
}

function isMark({ properties }: Element): boolean {
  return properties.dataPage !== undefined
}

function linkPage(mark: Element, isClosed: boolean): Element {
  const label = String(mark.properties.dataPage)
  const link = isClosed
    ? h('span', { dataPage: label })
    : h('a', { href: `#page-${label}`, ariaLabel: `第${label}页`, dataPage: label })
  return { ...mark, children: [link] }
}

function groupMarks(marks: ReadonlyArray<Element>): ReadonlyArray<Element> {
  if (marks.length < 2) return marks
  return [h('span', { className: ['pages'], dataApparatus: 'generated' }, [...marks])]
}
