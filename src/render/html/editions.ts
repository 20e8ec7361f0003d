import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Sibling, Target, Typeset } from '../../book.ts'

/** An edition for readers: its title and media type. */
type Kind = Readonly<{ title: string; type: string }>

const kinds: Readonly<Partial<Record<Target, Kind>>> = {
  pdf: { title: 'PDF', type: 'application/pdf' },
  epub: { title: 'EPUB', type: 'application/epub+zip' }
}

/** Another edition of the document, as linked from the web edition. */
export type OtherEdition = Kind & Readonly<{ href: string; size: string; sha256: string }>

/** List the other editions for readers; their files are in the same folder. */
export function otherEditions(siblings: ReadonlyArray<Sibling>): ReadonlyArray<OtherEdition> {
  return siblings.flatMap(({ target, name, size, sha256 }) => {
    const kind = kinds[target]
    return kind ? [{ ...kind, href: encodeURIComponent(name), size: sizeOf(size), sha256 }] : []
  })
}

/** Link to the other editions below the title, if there are any. */
export function linkEditions({ siblings, pagination }: Typeset<'html'>): ReadonlyArray<Element> {
  const others = otherEditions(siblings)
  if (others.length === 0) return []
  const links = others.map(({ title, type, href, size }) => {
    const pages = title === 'PDF' && pagination ? `${pagination.pages.length}页，` : ''
    return h('li', [h('a', { href, type }, title), `（${pages}${size}）`])
  })
  const list = h('ul', { className: ['editions'] }, links)
  return [h('nav', { ariaLabel: '其他版本', dataApparatus: 'generated' }, list)]
}

function sizeOf(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
