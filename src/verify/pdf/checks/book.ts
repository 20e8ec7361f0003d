import { type Mark, taggedMark } from '../../../pdf/mark.ts'
import { has, textAt } from '../../../pdf/objects.ts'
import type { StructureElement } from '../../../pdf/structure-tree.ts'
import { type Check, type Fault, read, unless } from '../../../standards/fault.ts'
import { inElements } from '../../../standards/in-structure.ts'
import { readBody } from '../body.ts'
import type { FinishedPdf } from '../finished.ts'
import { type Item, isPreface, summariseBook, summariseTags } from '../summary.ts'

/** What the tags say of the document beside its text: the same as the book. */
export const bookChecks: ReadonlyArray<Check<FinishedPdf>> = [
  {
    id: 'book-structure',
    clauses: 'ISO 14289-1, 7.1; kanben',
    profiles: read,
    find: (finished) => compare(finished, 'structure')
  },
  {
    id: 'book-descriptions',
    clauses: 'ISO 14289-1, 7.3; PDF 32000-1, 14.9.3; kanben',
    profiles: read,
    find: (finished) => [
      ...compare(finished, 'description'),
      ...inElements(finished, ({ dict, type }) => [
        ...unless(
          !has(dict, 'Alt') || /^(?:Figure|Formula)$/.test(type),
          'Alt',
          'that of an image'
        ),
        ...unless(!has(dict, 'E'), 'expansion', 'none')
      ])
    ]
  },
  {
    id: 'book-titles',
    clauses: 'PDF 32000-1, 14.7.2; kanben',
    profiles: read,
    find: (finished) => {
      const { length } = finished.tags.all.filter(({ dict }) => has(dict, 'T'))
      const wanted = valuesOf(summariseBook(finished).text, 'title').length
      return [
        ...compare(finished, 'title'),
        ...unless(length === wanted, `${length} elements with a title`, `${wanted}`)
      ]
    }
  },
  {
    id: 'book-languages',
    clauses: 'ISO 14289-1, 7.2; PDF 32000-1, 14.9.2; kanben',
    profiles: read,
    find: (finished) => {
      const { book, tags, pages } = finished
      const { text, notes } = summariseTags(finished)
      const told = [text, ...notes].flatMap((items) => valuesOf(items, 'language'))
      const all = tags.all.flatMap(({ dict }) => textAt(dict, 'Lang') ?? [])
      const others = all.filter((lang) => lang !== 'en' && lang !== book.meta.lang)
      const foreign = told.filter((lang) => lang !== 'en' && lang !== book.meta.lang)
      const [document] = tags.top
      const main = textAt(document?.dict, 'Lang') ?? book.meta.lang
      return [
        ...compare(finished, 'language'),
        ...unless(main === book.meta.lang, `language ${main} of all tags`, book.meta.lang),
        // Notices of fonts, which are English, are no part of the text.
        ...unless(others.length === foreign.length, 'languages outside the text', 'en'),
        ...pages.flatMap(({ content, number }) =>
          content.marks.flatMap(({ lang }) =>
            unless(lang === undefined, `language ${lang} on page ${number}`, 'it in the tags')
          )
        )
      ]
    }
  },
  {
    id: 'book-replacements',
    clauses: 'ISO 19005-2, 6.7.5; PDF 32000-1, 14.9.4, 14.9.5; kanben',
    profiles: read,
    find: (finished) => {
      const compared = comparedIn(finished)
      return [
        ...inElements(finished, ({ dict }) =>
          unless(!has(dict, 'ActualText'), 'ActualText', 'none')
        ),
        ...finished.pages.flatMap(({ ref, content, number }) => {
          const painted = new Map<Mark, string>()
          for (const { mark, text } of content.paintings) {
            for (let at = mark; at; at = at.outer) painted.set(at, (painted.get(at) ?? '') + text)
          }
          return content.marks.flatMap((mark) => {
            const { actual, isDescribed } = mark
            const text = painted.get(mark) ?? ''
            const isCompared = compared.has(`${ref} ${taggedMark(mark)?.mcid}`)
            const isSame = actual === undefined || isCompared || replaces(actual, text)
            return [
              ...unless(isSame, `“${actual}” for “${text}” on page ${number}`, 'the same text'),
              ...unless(!isDescribed, `description of text on page ${number}`, 'none')
            ]
          })
        })
      ]
    }
  },
  {
    id: 'book-links',
    clauses: 'PDF 32000-1, 12.6.4.7; kanben',
    profiles: read,
    find: (finished) => compare(finished, 'link')
  }
]

/** What is said of the boxes of tasks. */
const tasks: ReadonlyMap<string, string> = new Map([
  ['■', '已完成'],
  ['□', '未完成']
])

/** Content that is compared with the book itself, whatever replaces it: the text and its notes. */
function comparedIn(finished: FinishedPdf): ReadonlySet<string> {
  const { title, parts, calls } = readBody(finished)
  const keys = new Set<string>()
  const visit = (tag: StructureElement): void => {
    if (tag.type === 'Lbl' || calls.references.has(tag) || isPreface(tag)) return
    for (const kid of tag.kids) {
      if (kid.kind === 'content') keys.add(`${kid.page} ${kid.mcid}`)
      if (kid.kind === 'tag') visit(kid.tag)
    }
  }
  for (const part of [...(title ? [title] : []), ...parts, ...calls.notes]) visit(part)
  return keys
}

/** A hyphen at a line end stands for a soft one; spaces may be added; a task is told by its mark. */
function replaces(actual: string, text: string): boolean {
  if (actual === '\u00AD') return /^[-\u2010]$/.test(text)
  if (tasks.has(text.trim())) return tasks.get(text.trim()) === actual.trim()
  const [want, have] = [[...bare(text)], [...bare(actual)]]
  return want.length === have.length && want.every((sign, index) => isAlike(sign, have[index]))
}

/** One glyph may serve two characters, such as two dots, but hardly two letters or figures. */
function isAlike(one: string, other = ''): boolean {
  const isSign = [one, other].every((sign) => /[^\p{L}\p{N}]/u.test(sign))
  return isSign || one === other
}

function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD]/gu, '').normalize('NFKC')
}

/** Tell the first difference between the book and the tags. */
function compare(finished: FinishedPdf, kind: Item['kind']): ReadonlyArray<Fault> {
  const [book, tags] = [summariseBook(finished), summariseTags(finished)]
  const [want, have] = [valuesOf(book.text, kind), valuesOf(tags.text, kind)]
  const index = Array.from({ length: Math.max(want.length, have.length) }, (_, at) => at).find(
    (at) => want[at] !== have[at]
  )
  if (index !== undefined) {
    return [{ what: `${have[index] ?? 'end'} in the tags`, want: want[index] ?? 'end of the text' }]
  }
  // Notes stand where they are called, not in the order of their numbers.
  const lists = [book, tags].map(({ notes }) =>
    notes.map((items) => valuesOf(items, kind).join(', ')).sort()
  )
  const [wanted = [], found = []] = lists
  const at = found.findIndex((values, index) => values !== wanted[index])
  const isSame = at < 0 && found.length === wanted.length
  return unless(isSame, `note with ${found[at] ?? 'nothing'} in the tags`, `${wanted[at]}`)
}

function valuesOf(items: ReadonlyArray<Item>, kind: Item['kind']): ReadonlyArray<string> {
  return items.flatMap((item) => (item.kind === kind ? [item.value] : []))
}
