import type { PDFDict } from '@cantoo/pdf-lib'
import { pageOf } from '../pdf/destinations.ts'
import { bytesOf, dictAt, lookUp, nameAt } from '../pdf/objects.ts'
import { childrenOf } from '../pdf/outline.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import { textOfElement } from '../pdf/words.ts'
import { type Check, type Fault, read, unless } from './fault.ts'

/** How a reader finds his way: labels, destinations, outline (PDF 32000-1, 12.3 and 12.4). */
export const navigationChecks: ReadonlyArray<Check> = [
  {
    id: 'navigation-targets',
    clauses: 'PDF 32000-1, 12.3.2; kanben',
    profiles: read,
    find: (file) => {
      const known = new Set(file.pages.map(({ ref }) => ref.toString()))
      return file.entries.flatMap(({ dict, where }) => {
        const isAction = nameAt(dict, 'S') === 'GoTo'
        const target = lookUp(dict, isAction ? 'D' : 'Dest')
        if (!target) return []
        const name = bytesOf(target)
        const place = name === undefined ? String(target) : file.destinations.get(name)
        return unless(known.has(pageOf(place)), `destination in ${where}`, 'a page of this file')
      })
    }
  },
  {
    id: 'navigation-names',
    clauses: 'PDF 32000-1, 7.9.6',
    profiles: read,
    find: (file) => {
      const names = [...file.destinations.keys()]
      const sorted = [...names].sort((a, b) => (a < b ? -1 : 1))
      const isSorted = names.join('\n') === sorted.join('\n')
      return unless(isSorted, 'names of destinations', 'them sorted')
    }
  },
  {
    id: 'navigation-headings',
    clauses: 'ISO 14289-1, 7.17; kanben',
    profiles: read,
    find: (file) => {
      const entries = file.outline
      const { references } = file.calls
      // Readings and calls of notes are left out of the outline.
      const isLeft = (tag: StructureElement) => tag.type === 'RT' || references.has(tag)
      const tagged = file.tags.all
        .filter(({ type }) => /^H[1-6]$/.test(type))
        .map((tag) => bare(textOfElement(tag, file.words, isLeft)))
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
  }
]

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
