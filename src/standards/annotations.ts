import type { PDFDict } from '@cantoo/pdf-lib'
import { PDFRef } from '@cantoo/pdf-lib'
import type { PdfFile } from '../pdf/document.ts'
import {
  dictAt,
  dictOf,
  entriesAt,
  has,
  nameAt,
  numberAt,
  numbersAt,
  textAt
} from '../pdf/objects.ts'
import type { StructureElement } from '../pdf/structure-tree.ts'
import type { Words } from '../pdf/words.ts'
import { type Check, every, type Fault, printed, read, unless } from './fault.ts'

type Annotation = Readonly<{
  dict: PDFDict
  ref: PDFRef | undefined
  owner: StructureElement | undefined
}>

/** Annotations: links and nothing else (PDF 32000-1, 12.5). */
export const annotationChecks: ReadonlyArray<Check> = [
  {
    id: 'annotation-kind',
    clauses: 'ISO 19005-2, 6.3.1, 6.3.3, 6.4.1; ISO 14289-1, 7.18',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) => {
        const kind = nameAt(dict, 'Subtype')
        return unless(kind === 'Link', `annotation ${kind}`, 'Link')
      })
  },
  {
    id: 'annotation-flags',
    clauses: 'ISO 19005-2, 6.3.2',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) => {
        const flags = numberAt(dict, 'F') ?? 0
        // Print, and neither Invisible, Hidden, NoView nor ToggleNoView.
        const isRight = (flags & 4) === 4 && (flags & (1 | 2 | 32 | 256)) === 0
        return unless(isRight, `flags ${flags} of a link`, '4')
      })
  },
  {
    id: 'annotation-appearance',
    clauses: 'ISO 19005-2, 6.3.3',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) => unless(!has(dict, 'AP'), 'appearance of a link', 'none'))
  },
  {
    id: 'annotation-tag',
    clauses: 'ISO 14289-1, 7.18.5',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ owner }) =>
        unless(owner?.type === 'Link', `link in ${owner?.type}`, 'a tag Link')
      )
  },
  {
    id: 'annotation-contents',
    clauses: 'ISO 14289-1, 7.18.1, 7.18.5',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) =>
        unless(Boolean(textAt(dict, 'Contents')), 'link without Contents', 'where it leads')
      )
  },
  {
    id: 'annotation-parent',
    clauses: 'PDF 32000-1, 14.7.4.4',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict, owner }) => {
        const key = numberAt(dict, 'StructParent')
        const parent = key === undefined ? undefined : file.tags.parents.get(key)
        const isRight = owner !== undefined && dictOf(parent) === owner.dict
        return unless(isRight, `StructParent ${key}`, 'the tag that holds the link')
      })
  },
  {
    id: 'annotation-target',
    clauses: 'kanben',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) =>
        unless(has(dict, 'Dest') || has(dict, 'A'), 'link to nowhere', 'a target')
      )
  },
  {
    id: 'annotation-address',
    clauses: 'PDF 32000-1, 12.6.4.7; kanben',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) => {
        const action = dictAt(dict, 'A')
        const address = textAt(action, 'URI') ?? ''
        const isRight = !has(dict, 'A') || /^(?:https?|mailto|tel):/i.test(address)
        return [
          ...unless(isRight, `address ${address}`, 'one of the web, a mailbox or a telephone'),
          ...unless(!has(action, 'Next'), 'action behind another', 'one'),
          ...unless(!has(dict, 'A') || !has(dict, 'Dest'), 'link to two places', 'one')
        ]
      })
  },
  {
    id: 'annotation-border',
    clauses: 'PDF 32000-1, 12.5.4; kanben',
    profiles: read,
    find: (file) =>
      inAnnotations(file, ({ dict }) => {
        const isBare = numbersAt(dict, 'Border').join() === '0,0,0' && !has(dict, 'BS')
        return unless(isBare, 'border of a link', 'none')
      })
  },
  {
    id: 'annotation-once',
    clauses: 'PDF 32000-1, 12.5.2',
    profiles: every,
    find: ({ pages }) => {
      const seen = new Set<string>()
      return pages.flatMap(({ dict, number }) =>
        entriesAt(dict, 'Annots').flatMap((entry) => {
          const isNew = entry instanceof PDFRef && !seen.has(entry.toString())
          seen.add(String(entry))
          return unless(isNew, `annotation ${entry} on page ${number}`, 'each once')
        })
      )
    }
  },
  {
    id: 'annotation-press',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: (file) =>
      inAnnotations(file, ({ dict }) => [
        { what: `annotation ${nameAt(dict, 'Subtype')}`, want: 'none' }
      ])
  }
]

/** Look at every annotation; a fault names the page it is on. */
export function inAnnotations(
  { pages, tags, document }: PdfFile,
  find: (annotation: Annotation) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  const owners = new Map(
    tags.all.flatMap((tag) =>
      tag.kids.flatMap((kid) =>
        kid.kind === 'object' && kid.ref ? [[kid.ref.toString(), tag] as const] : []
      )
    )
  )
  return pages.flatMap(({ dict, number }) =>
    entriesAt(dict, 'Annots').flatMap((entry) => {
      const annotation = dictOf(document.context.lookup(entry))
      if (!annotation) return []
      const ref = entry instanceof PDFRef ? entry : undefined
      const found = find({ dict: annotation, ref, owner: owners.get(String(ref)) })
      return found.map(({ what, want }) => ({ what: `${what} on page ${number}`, want }))
    })
  )
}

/** Read what a link holds, images by their descriptions. */
export function describeElement(tag: StructureElement, words: Words): string {
  const kids = tag.kids.map((kid) => {
    if (kid.kind === 'content') return words.get(`${kid.page} ${kid.mcid}`) ?? ''
    return kid.kind === 'tag' ? describeElement(kid.tag, words) : ''
  })
  return textAt(tag.dict, 'Alt') ?? kids.join('')
}

/** White space does not matter, nor do hyphens at line ends. */
export function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD]/gu, '')
}
