import type { PDFDict } from 'pdf-lib'
import { readCalls } from '../calls.ts'
import { type Check, every, type Fault, read, unless } from '../fault.ts'
import type { Finished } from '../finished.ts'
import {
  bytesOf,
  dictAt,
  dictOf,
  listAt,
  look,
  nameAt,
  numberAt,
  numberOf,
  textAt
} from '../objects.ts'
import type { Tag } from '../tags.ts'
import { textOfTag } from '../words.ts'

/** How a reader finds his way: labels, destinations, outline (PDF 32000-1, 12.3 and 12.4). */
export const navigationChecks: ReadonlyArray<Check> = [
  {
    id: 'navigation-labels',
    clauses: 'PDF 32000-1, 12.4.2; kanben',
    profiles: read,
    find: (finished) => {
      const labels = labelsOf(finished)
      return finished.map.pages.flatMap(({ label }, index) =>
        unless(labels[index] === label, `label ${labels[index]} of page ${index + 1}`, label)
      )
    }
  },
  {
    id: 'navigation-targets',
    clauses: 'PDF 32000-1, 12.3.2; kanben',
    profiles: read,
    find: (finished) => {
      const known = new Set(finished.pages.map(({ ref }) => ref.toString()))
      return finished.entries.flatMap(({ dict, where }) => {
        const isAction = nameAt(dict, 'S') === 'GoTo'
        const target = look(dict, isAction ? 'D' : 'Dest')
        if (!target) return []
        const name = bytesOf(target)
        const place = name === undefined ? String(target) : finished.destinations.get(name)
        return unless(known.has(pageOf(place)), `destination in ${where}`, 'a page of this file')
      })
    }
  },
  {
    id: 'navigation-names',
    clauses: 'PDF 32000-1, 7.9.6; kanben',
    profiles: read,
    find: (finished) => {
      const names = [...finished.destinations.keys()]
      const sorted = [...names].sort((a, b) => (a < b ? -1 : 1))
      const known = new Set(names)
      return [
        ...unless(names.join('\n') === sorted.join('\n'), 'names of destinations', 'them sorted'),
        ...Object.keys(finished.map.at).flatMap((id) =>
          unless(known.has(Buffer.from(id).toString('latin1')), `no destination ${id}`, 'one')
        ),
        ...finished.map.pages.flatMap(({ label }, index) => {
          const place = finished.destinations.get(`page-${label}`)
          const isThere = pageOf(place) === finished.pages[index]?.ref.toString()
          return unless(isThere, `destination page-${label}`, `page ${index + 1}`)
        })
      ]
    }
  },
  {
    id: 'navigation-outline',
    clauses: 'ISO 14289-1, 7.17; kanben',
    profiles: read,
    find: (finished) => {
      const { book, catalog, map } = finished
      const found = outlineOf(dictAt(catalog, 'Outlines'), 0)
      const titles = new Set(found.map(({ title }) => title))
      const ids = new Map(book.outline.map((heading) => [heading.id, heading]))
      const headings = found.filter(({ target }) => ids.has(target))
      return [
        ...unless(titles.has(book.meta.title), 'outline without the title', book.meta.title),
        ...book.outline.flatMap(({ id, text }, index) => {
          const entry = headings[index]
          const isRight = entry?.target === id && entry.title === text
          return unless(isRight || !map.at[id], `outline entry ${entry?.title}`, text)
        }),
        ...unless(headings.length <= book.outline.length, 'outline entries', 'one a heading')
      ]
    }
  },
  {
    id: 'navigation-headings',
    clauses: 'ISO 14289-1, 7.17; kanben',
    profiles: read,
    find: (finished) => {
      const entries = outlineOf(dictAt(finished.catalog, 'Outlines'), 0)
      const { references } = readCalls(finished)
      // Readings and calls of notes are left out of the outline.
      const isLeft = (tag: Tag) => tag.type === 'RT' || references.has(tag)
      const tagged = finished.tags.all
        .filter(({ type }) => /^H[1-6]$/.test(type))
        .map((tag) => bare(textOfTag(tag, finished.words, isLeft)))
      const titles = entries.map(({ title }) => bare(title))
      const missing = tagged.find((text) => !titles.includes(text))
      return unless(missing === undefined, `heading ${missing}`, 'it in the outline')
    }
  },
  {
    id: 'navigation-chain',
    clauses: 'PDF 32000-1, 12.3.3',
    profiles: read,
    find: ({ catalog }) => chainFaults(dictAt(catalog, 'Outlines'))
  },
  {
    id: 'reading-direction',
    clauses: 'PDF 32000-1, 12.2; kanben',
    profiles: every,
    find: ({ catalog, settings: { writing } }) => {
      const found = nameAt(dictAt(catalog, 'ViewerPreferences'), 'Direction') ?? 'L2R'
      const wanted = writing === 'vertical' ? 'R2L' : 'L2R'
      return unless(found === wanted, `direction ${found} of the pages`, wanted)
    }
  }
]

/** Write out the label of every page. */
function labelsOf({ catalog, pages }: Finished): ReadonlyArray<string> {
  const ranges = listAt(dictAt(catalog, 'PageLabels'), 'Nums')
  return pages.map((_, index) => {
    let [begin, style]: [number, PDFDict | undefined] = [0, undefined]
    for (let at = 0; at + 1 < ranges.length; at += 2) {
      const first = numberOf(ranges[at]) ?? 0
      if (first <= index) [begin, style] = [first, dictOf(ranges[at + 1])]
    }
    const number = index - begin + (numberAt(style, 'St') ?? 1)
    const figures = { D: `${number}`, r: roman(number), R: roman(number).toUpperCase() }
    const kind = nameAt(style, 'S')
    const written = kind === 'D' || kind === 'r' || kind === 'R' ? figures[kind] : ''
    return (textAt(style, 'P') ?? '') + written
  })
}

function roman(number: number): string {
  const signs = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i']
  ] as const
  let rest = number
  let written = ''
  for (const [value, sign] of signs) {
    while (rest >= value) {
      written += sign
      rest -= value
    }
  }
  return written
}

/** The reference a destination begins with: `[ 12 0 R /XYZ …`. */
function pageOf(place: string | undefined): string {
  return /^\[?\s*(\d+ \d+ R)/.exec(place ?? '')?.[1] ?? ''
}

type OutlineEntry = Readonly<{ title: string; target: string; depth: number }>

function outlineOf(parent: PDFDict | undefined, depth: number): ReadonlyArray<OutlineEntry> {
  return childrenOf(parent).flatMap((entry) => {
    const target = Buffer.from(bytesOf(look(entry, 'Dest')) ?? '', 'latin1').toString('utf8')
    return [{ title: textAt(entry, 'Title') ?? '', target, depth }, ...outlineOf(entry, depth + 1)]
  })
}

function childrenOf(parent: PDFDict | undefined): ReadonlyArray<PDFDict> {
  const seen = new Set<PDFDict>()
  let entry = dictAt(parent, 'First')
  while (entry && !seen.has(entry)) {
    seen.add(entry)
    entry = dictAt(entry, 'Next')
  }
  return [...seen]
}

function chainFaults(parent: PDFDict | undefined): ReadonlyArray<Fault> {
  const children = childrenOf(parent)
  const last = dictAt(parent, 'Last')
  return [
    ...unless(last === children.at(-1), 'outline whose last entry is another', 'its last'),
    ...children.flatMap((child, index) => [
      ...unless(dictAt(child, 'Parent') === parent, 'outline entry of another', 'its parent'),
      ...unless(dictAt(child, 'Prev') === children[index - 1], 'outline entry', 'the one before'),
      ...chainFaults(child)
    ])
  ]
}

function bare(text: string): string {
  return text.replaceAll(/\s/gu, '').normalize('NFD')
}
