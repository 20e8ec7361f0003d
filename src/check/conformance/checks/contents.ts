import type { Flaw } from '../content.ts'
import { type Check, every, type Fault, read, unless } from '../fault.ts'
import type { Finished, FinishedPage } from '../finished.ts'
import { isInArtifact, type Mark, taggedMark } from '../mark.ts'
import { has } from '../objects.ts'
import { textOfTag } from '../words.ts'

const mm = 72 / 25.4

/** What content streams do, and how they are marked (PDF 32000-1, 7.8.2 and 14.6). */
export const contentChecks: ReadonlyArray<Check> = [
  flaws('content-operators', 'ISO 19005-2, 6.2.2', 'operator', 'one PDF defines'),
  flaws('content-resources', 'ISO 19005-2, 6.2.2', 'resource', 'a resource of its own'),
  {
    id: 'content-own-resources',
    clauses: 'ISO 19005-2, 6.2.2',
    profiles: every,
    find: ({ pages }) =>
      pages.flatMap(({ dict, number }) =>
        unless(has(dict, 'Resources'), `resources of page ${number}`, 'resources not inherited')
      )
  },
  flaws('content-depth', 'ISO 19005-2, 6.1.13', 'depth', 'at most 28'),
  flaws('content-limits', 'ISO 19005-2, 6.1.6, 6.1.13', 'excess', 'a value within the limits'),
  flaws('content-inline', 'ISO 19005-2, 6.1.10, 6.2.8', 'inline', 'an image XObject'),
  flaws('content-balance', 'PDF 32000-1, 8.4.2, 9.4.1, 14.6', 'balance', 'pairs'),
  {
    id: 'content-tagged',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: (finished) =>
      onPages(finished, ({ content: { paintings } }) =>
        paintings.flatMap(({ mark, operator, text }) =>
          unless(
            taggedMark(mark) !== undefined || isInArtifact(mark),
            `untagged ${text || operator}`,
            'a tag or an artifact'
          )
        )
      )
  },
  {
    id: 'content-artifact-within',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: (finished) =>
      inMarks(finished, (mark) =>
        unless(!(mark.isArtifact && taggedMark(mark.outer)), 'artifact in tagged content', 'none')
      )
  },
  {
    id: 'content-tag-within',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: (finished) =>
      inMarks(finished, (mark) =>
        unless(
          mark.mcid === undefined || !isInArtifact(mark),
          'tagged content in an artifact',
          'none'
        )
      )
  },
  {
    id: 'content-nested',
    clauses: 'PDF 32000-1, 14.7.4.2',
    profiles: read,
    find: (finished) =>
      inMarks(finished, (mark) =>
        unless(
          mark.mcid === undefined || !taggedMark(mark.outer),
          'tagged content in other tagged content',
          'content of one element'
        )
      )
  },
  {
    id: 'content-identifiers',
    clauses: 'PDF 32000-1, 14.7.4.2',
    profiles: read,
    find: (finished) =>
      onPages(finished, ({ content: { marks } }) => {
        const seen = new Set<number>()
        return marks.flatMap(({ mcid }) => {
          if (mcid === undefined) return []
          const isNew = !seen.has(mcid)
          seen.add(mcid)
          return unless(isNew, `MCID ${mcid} again`, 'each once')
        })
      })
  },
  {
    id: 'content-form',
    clauses: 'ISO 14289-1, 7.20',
    profiles: read,
    find: ({ drawings }) =>
      drawings.flatMap(({ content, where }) =>
        unless(
          content.marks.every(({ mcid }) => mcid === undefined),
          `MCID in a form, ${where}`,
          'content tagged where the form is painted'
        )
      )
  },
  {
    id: 'content-language',
    clauses: 'ISO 19005-2, 6.7.4; ISO 14289-1, 7.2',
    profiles: read,
    find: (finished) =>
      inMarks(finished, ({ lang }) =>
        unless(
          lang === undefined || /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(lang),
          `language ${lang} of content`,
          'a language tag'
        )
      )
  },
  {
    id: 'content-furniture',
    clauses: 'ISO 14289-1, 7.1; kanben',
    profiles: read,
    find: (finished) => {
      // The head of a table is painted again on each page the table goes on to.
      const heads = finished.tags.all
        .filter(({ type }) => type === 'TH')
        .map((tag) => textOfTag(tag, finished.words))
      return onPages(finished, (page) => {
        const [left, bottom, right, top] = typeArea(finished, page)
        return page.content.paintings.flatMap(({ mark, text, box }) => {
          const isText = /[\p{L}\p{N}]/u.test(text) && isInArtifact(mark)
          const isWithin = box[0] > left && box[1] > bottom && box[2] < right && box[3] < top
          const isAgain = heads.some((head) => head.includes(text))
          return unless(
            !isText || !isWithin || isAgain,
            `artifact ${text} in the type area`,
            'a tag'
          )
        })
      })
    }
  }
]

/** The type area of a page, PDF points. */
function typeArea(
  { settings }: Finished,
  { number }: FinishedPage
): readonly [number, number, number, number] {
  const { writing, page, margin, mirrored, size, pitch, measure, lines } = settings
  const along = measure * size
  const across = (lines - 1) * pitch + size
  const [width, height] = writing === 'horizontal' ? [along, across] : [across, along]
  const isVerso = mirrored && number % 2 === 0
  const left = isVerso ? page.width - margin.inner - width : margin.inner
  const top = page.height - margin.head
  return [left * mm, (top - height) * mm, (left + width) * mm, top * mm]
}

function flaws(id: string, clauses: string, kind: Flaw['kind'], want: string): Check {
  return {
    id,
    clauses,
    profiles: every,
    find: ({ pages, drawings }) =>
      [
        ...pages.map(({ content, number }) => ({ content, where: `page ${number}` })),
        ...drawings
      ].flatMap(({ content, where }) =>
        content.flaws.flatMap((flaw) =>
          flaw.kind === kind ? [{ what: `${flaw.what} on ${where}`, want }] : []
        )
      )
  }
}

function inMarks(
  finished: Finished,
  find: (mark: Mark) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return onPages(finished, ({ content }) => content.marks.flatMap(find))
}

function onPages(
  { pages }: Finished,
  find: (page: FinishedPage) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return pages.flatMap((page) =>
    find(page).map(({ what, want }) => ({ what: `${what} on page ${page.number}`, want }))
  )
}
