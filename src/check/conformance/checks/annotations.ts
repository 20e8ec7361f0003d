import type { PDFDict } from 'pdf-lib'
import { PDFRef } from 'pdf-lib'
import { type Check, every, type Fault, printed, read, unless } from '../fault.ts'
import type { Finished } from '../finished.ts'
import { dictAt, dictOf, entriesAt, has, nameAt, numberAt, numbersAt, textAt } from '../objects.ts'
import { addressOf } from '../summary.ts'
import type { Tag } from '../tags.ts'
import type { Words } from '../words.ts'

type Annotation = Readonly<{ dict: PDFDict; ref: PDFRef | undefined; owner: Tag | undefined }>

/** Annotations: links and nothing else (PDF 32000-1, 12.5). */
export const annotationChecks: ReadonlyArray<Check> = [
  {
    id: 'annotation-kind',
    clauses: 'ISO 19005-2, 6.3.1, 6.3.3, 6.4.1; ISO 14289-1, 7.18',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict }) => {
        const kind = nameAt(dict, 'Subtype')
        return unless(kind === 'Link', `annotation ${kind}`, 'Link')
      })
  },
  {
    id: 'annotation-flags',
    clauses: 'ISO 19005-2, 6.3.2',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict }) => {
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
    find: (finished) =>
      inAnnotations(finished, ({ dict }) =>
        unless(!has(dict, 'AP'), 'appearance of a link', 'none')
      )
  },
  {
    id: 'annotation-tag',
    clauses: 'ISO 14289-1, 7.18.5',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ owner }) =>
        unless(owner?.type === 'Link', `link in ${owner?.type}`, 'a tag Link')
      )
  },
  {
    id: 'annotation-contents',
    clauses: 'ISO 14289-1, 7.18.1, 7.18.5',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict }) =>
        unless(Boolean(textAt(dict, 'Contents')), 'link without Contents', 'where it leads')
      )
  },
  {
    id: 'annotation-words',
    clauses: 'ISO 14289-1, 7.18.5; kanben',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict, owner }) => {
        const said = textAt(dict, 'Contents') ?? ''
        const text = owner ? bare(sayTag(owner, finished.words)) : ''
        // A call is told by what it calls.
        const [, call] = /^(?:编者注|注释)(.+)$/.exec(said) ?? []
        const isCall = owner?.parent?.type === 'Reference' && call !== undefined && call === text
        const isText = bare(said).startsWith(text)
        const rest = bare(said).slice(text.length)
        const address = textAt(dictAt(dict, 'A'), 'URI')
        const isRest = rest === '' || (address !== undefined && addressOf(rest) === address)
        return unless(isCall || (isText && isRest), `link that says ${said}`, text)
      })
  },
  {
    id: 'annotation-parent',
    clauses: 'PDF 32000-1, 14.7.4.4',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict, owner }) => {
        const key = numberAt(dict, 'StructParent')
        const parent = key === undefined ? undefined : finished.tags.parents.get(key)
        const isRight = owner !== undefined && dictOf(parent) === owner.dict
        return unless(isRight, `StructParent ${key}`, 'the tag that holds the link')
      })
  },
  {
    id: 'annotation-target',
    clauses: 'kanben',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict }) =>
        unless(has(dict, 'Dest') || has(dict, 'A'), 'link to nowhere', 'a target')
      )
  },
  {
    id: 'annotation-address',
    clauses: 'PDF 32000-1, 12.6.4.7; kanben',
    profiles: read,
    find: (finished) =>
      inAnnotations(finished, ({ dict }) => {
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
    find: (finished) =>
      inAnnotations(finished, ({ dict }) => {
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
    find: (finished) =>
      inAnnotations(finished, ({ dict }) => [
        { what: `annotation ${nameAt(dict, 'Subtype')}`, want: 'none' }
      ])
  }
]

function inAnnotations(
  { pages, tags, document }: Finished,
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
function sayTag(tag: Tag, words: Words): string {
  const kids = tag.kids.map((kid) => {
    if (kid.kind === 'content') return words.get(`${kid.page} ${kid.mcid}`) ?? ''
    return kid.kind === 'tag' ? sayTag(kid.tag, words) : ''
  })
  return textAt(tag.dict, 'Alt') ?? kids.join('')
}

/** White space does not matter, nor do hyphens at line ends. */
function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD]/gu, '')
}
