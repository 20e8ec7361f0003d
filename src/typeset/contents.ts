import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Heading } from '../book.ts'

/**
 * Set the contents: one entry for each heading, nested like the sections.
 *
 * Each entry ends in an empty `.folio`, filled in when the pages are known.
 */
export function setContents(outline: ReadonlyArray<Heading>): Element {
  const list = h('ol')
  const open = [{ depth: 1, list }]
  for (const heading of outline) {
    while ((open.at(-1)?.depth ?? 1) >= heading.depth) open.pop()
    const entry = h('li', h('a', { href: `#${heading.id}` }, setEntry(heading)))
    const parent = open.at(-1)?.list ?? list
    parent.children.push(entry)
    const nested = h('ol')
    entry.children.push(nested)
    open.push({ depth: heading.depth, list: nested })
  }
  prune(list)
  return h(
    'nav',
    { className: ['contents'], dataApparatus: 'generated', ariaLabelledBy: ['contents'] },
    [h('h2', { id: 'contents' }, '目录'), list]
  )
}

function setEntry(heading: Heading): Element[] {
  return [
    h('span', { className: ['entry'] }, heading.text),
    h('span', { className: ['leader'], ariaHidden: 'true' }),
    h('span', { className: ['folio'] })
  ]
}

/** Remove empty lists: HTML allows no `ol` without `li`. */
function prune(list: Element): void {
  for (const entry of list.children) {
    if (entry.type !== 'element') continue
    const nested = entry.children.at(-1)
    if (nested?.type !== 'element' || nested.tagName !== 'ol') continue
    if (nested.children.length === 0) entry.children.pop()
    else prune(nested)
  }
}
