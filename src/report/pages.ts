import type { Element } from 'hast'
import { h, s } from 'hastscript'
import type { Box, Edition, PageGeometry, PagePicture } from '../book.ts'
import { count, counted, markLanguages } from './html.ts'
import type { Group, Notice } from './notices.ts'

/** Most pages shown; of a longer document only marked pages are shown. */
const most = 200

/** The pages of an edition that are shown. */
export type PageSelection = Readonly<{
  /** The PDF with the single pages. */
  bytes: Uint8Array
  /** Indices of the shown pages, in order, and the number of all pages. */
  pages: ReadonlyArray<number>
  count: number
  /** Whether all marked pages are included. */
  hasAllMarked: boolean
}>

/** Which pages are shown, and their names. */
export type ShownPages = Readonly<{
  isShown: (page: number) => boolean
  nameOf: (page: number) => string
}>

/** Name pages as messages do: by number, and by folio if different. */
export function namePages(
  shown: PageSelection | undefined,
  map: PageGeometry | undefined
): ShownPages {
  const pages = new Set(shown?.pages)
  return {
    isShown: (page) => pages.has(page),
    nameOf: (page) => {
      const label = map?.pages[page]?.label ?? ''
      return `page ${count(page + 1)}${label === '' ? '' : ` (folio ${label})`}`
    }
  }
}

/** Choose the pages to show: all, or the marked ones of a long document. */
export function choosePages(edition: Edition, groups: ReadonlyArray<Group>): PageSelection {
  const count = edition.map?.pages.length ?? 0
  const places = groups.flatMap(({ notices }) => notices.flatMap(({ places }) => places))
  const marked = [...new Set(places.map(({ page }) => page))].sort((one, other) => one - other)
  const pages = count <= most ? [...Array(count).keys()] : marked.slice(0, most)
  const bytes = edition.target === 'booklet' ? edition.unfolded : edition.bytes
  const hasAllMarked = count <= most || marked.length <= most
  return { bytes, pages, count, hasAllMarked }
}

/** Describe which pages are shown. */
export function describeSelection({ pages, count: all, hasAllMarked }: PageSelection): string {
  if (pages.length === all) return `All ${counted(all, 'page')}, each trimmed.`
  const which = `Of ${counted(all, 'page')}`
  if (pages.length === 0) return `${which} none is shown: nothing is marked on any of them.`
  const those = hasAllMarked ? 'those' : `the first ${count(most)}`
  return `${which} ${those} are shown on which something is marked.`
}

/** A mark on a page: a box, and its notices. */
type Mark = Readonly<{ box: Box | undefined; notices: ReadonlyArray<Notice> }>

/** Collect the marks of each page, merging those at the same place. */
export function marksOf(groups: ReadonlyArray<Group>): ReadonlyMap<number, ReadonlyArray<Mark>> {
  const pages = new Map<number, Map<string, Mark>>()
  for (const notice of groups.flatMap(({ notices }) => notices)) {
    for (const { page, box } of notice.places) {
      const marks = pages.get(page) ?? new Map<string, Mark>()
      const key = box ? [box.x, box.y, box.width, box.height].join() : ''
      marks.set(key, { box, notices: [...(marks.get(key)?.notices ?? []), notice] })
      pages.set(page, marks)
    }
  }
  return new Map([...pages].map(([page, marks]) => [page, [...marks.values()]]))
}

/** Width of the overlay in units, equal for all pages, so that marks have the same size. */
const across = 1000

/**
 * Set the picture of a page with its marks and their messages.
 *
 * @param width width of the page, in CSS px.
 * @param named collects identifiers in use: of several marks of a message only the first gets one.
 */
export function setPage(
  { page, width: pixels, height: rows, bytes }: PagePicture,
  marks: ReadonlyArray<Mark>,
  map: PageGeometry | undefined,
  width: number,
  lang: string,
  named: Set<number>
): Element {
  const { label, part } = map?.pages[page] ?? { label: '', part: '' }
  const name = `Page ${count(page + 1)}`
  const about = [label === '' ? '' : `folio ${label}`, part].filter((word) => word !== '')
  const picture = h('img', {
    src: `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`,
    alt: `Picture of page ${count(page + 1)}`,
    width: pixels,
    height: rows
  })
  const overlay = s(
    'svg',
    { className: ['marks'], viewBox: `0 0 ${across} ${Math.round((across * rows) / pixels)}` },
    marks.map((mark) => setMark(mark, across / width, named))
  )
  const told = marks.flatMap(({ notices }) => notices)
  return h('figure', { className: ['page'], id: `page-${page + 1}` }, [
    h('figcaption', [h('h3', name), h('span', about.join(', '))]),
    h('div', { className: ['sheet'] }, [picture, ...(marks.length > 0 ? [overlay] : [])]),
    ...(told.length === 0 ? [] : [h('ul', { className: ['told'] }, told.map(tell))])
  ])

  function tell({ number, rank, message }: Notice): Element {
    return h('li', { className: [rank] }, [
      h('a', { className: ['number'], href: `#message-${number}` }, count(number)),
      h('span', markLanguages(message.reason, lang))
    ])
  }
}

function setMark({ box, notices }: Mark, scale: number, named: Set<number>): Element {
  const [first] = notices
  const unnamed = notices.filter(({ number }) => !named.has(number))
  for (const { number } of unnamed) named.add(number)
  const label =
    notices.length > 2 ? `${first?.number}…` : notices.map(({ number }) => number).join(', ')
  const { x, y, width, height } = placed(box, scale)
  // In the margin: before a horizontal line, or above a vertical one.
  const isUpright = height > 2 * width
  const at = isUpright ? [x + width / 2, y - 26] : [x - 30, y + height / 2]
  const [left = 0, top = 0] = at.map((place) => Math.max(22, Math.round(place)))
  const half = 9 + 6 * label.length
  return s('a', { className: [first?.rank ?? 'remark'], href: `#message-${first?.number}` }, [
    ...unnamed.map(({ number }) => s('g', { id: `mark-${number}` })),
    s('title', `Message ${label}`),
    s('rect', { className: ['box'], x, y, width, height, rx: 3 }),
    s('g', { transform: `translate(${left} ${top})` }, [
      s('g', { className: ['badge'] }, [
        s('rect', { x: -half, y: -15, width: 2 * half, height: 30, rx: 15 }),
        s('text', { y: 6, textAnchor: 'middle' }, label)
      ])
    ])
  ])
}

/** Scale a box with some padding; without a box the mark is for the whole page. */
function placed(box: Box | undefined, scale: number): Box {
  const room = 5
  if (!box) return { x: 44, y: 14, width: 0, height: 16 }
  const [x, y] = [box.x * scale - room, box.y * scale - room].map(Math.round)
  const [width, height] = [box.width, box.height].map((side) => Math.round(side * scale + 2 * room))
  return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }
}
