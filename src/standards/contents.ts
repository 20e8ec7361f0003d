import type { Flaw } from '../pdf/content.ts'
import type { PdfFile } from '../pdf/document.ts'
import { isInArtifact, type Mark, taggedMark } from '../pdf/mark.ts'
import { has } from '../pdf/objects.ts'
import { type Check, every, type Fault, read, unless } from './fault.ts'
import { onPages } from './on-pages.ts'

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
    find: (file) =>
      onPages(file, ({ content: { paintings } }) =>
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
    find: (file) =>
      inMarks(file, (mark) =>
        unless(!(mark.isArtifact && taggedMark(mark.outer)), 'artifact in tagged content', 'none')
      )
  },
  {
    id: 'content-tag-within',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: (file) =>
      inMarks(file, (mark) =>
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
    find: (file) =>
      inMarks(file, (mark) =>
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
    find: (file) =>
      onPages(file, ({ content: { marks } }) => {
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
    find: (file) =>
      inMarks(file, ({ lang }) =>
        unless(
          lang === undefined || /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(lang),
          `language ${lang} of content`,
          'a language tag'
        )
      )
  }
]

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

function inMarks(file: PdfFile, find: (mark: Mark) => ReadonlyArray<Fault>): ReadonlyArray<Fault> {
  return onPages(file, ({ content }) => content.marks.flatMap(find))
}
