import type { PdfFile } from '../pdf/document.ts'
import { dictAt, has, isTrue, lookUp, nameAt, textAt } from '../pdf/objects.ts'
import { type Check, every, printed, read, unless } from './fault.ts'

/** A language tag (RFC 3066). */
const languageTag = /^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/

/** What the catalog says of the whole, and what no file may hold. */
export const catalogChecks: ReadonlyArray<Check> = [
  {
    id: 'catalog-language',
    clauses: 'ISO 19005-2, 6.7.4; ISO 14289-1, 7.2',
    profiles: read,
    find: ({ catalog }) => {
      const lang = textAt(catalog, 'Lang')
      const isTag = lang !== undefined && languageTag.test(lang)
      return unless(isTag, `language ${lang} of the document`, 'a language tag')
    }
  },
  {
    id: 'catalog-marked',
    clauses: 'ISO 19005-2, 6.7.2.2; ISO 14289-1, 6.2',
    profiles: read,
    find: ({ catalog }) =>
      unless(isTrue(dictAt(catalog, 'MarkInfo'), 'Marked'), 'file without Marked', 'true')
  },
  {
    id: 'catalog-suspects',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: ({ catalog }) =>
      unless(!isTrue(dictAt(catalog, 'MarkInfo'), 'Suspects'), 'Suspects', 'false')
  },
  {
    id: 'catalog-title',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: ({ catalog }) => {
      const isShown = isTrue(dictAt(catalog, 'ViewerPreferences'), 'DisplayDocTitle')
      return unless(isShown, 'window without the title', 'DisplayDocTitle true')
    }
  },
  {
    id: 'catalog-tags',
    clauses: 'ISO 19005-2, 6.7.3.3; ISO 14289-1, 7.1',
    profiles: read,
    find: ({ tags }) =>
      unless(tags.root !== undefined && tags.all.length > 0, 'file without tags', 'a tag tree')
  },
  {
    id: 'catalog-form',
    clauses: 'ISO 19005-2, 6.4; ISO 14289-1, 7.2, 7.15, 7.18',
    profiles: every,
    find: ({ catalog }) => unless(!lookUp(catalog, 'AcroForm'), 'interactive form', 'none')
  },
  {
    id: 'catalog-rendering',
    clauses: 'ISO 19005-2, 6.4.2',
    profiles: every,
    find: ({ catalog }) => unless(!has(catalog, 'NeedsRendering'), 'NeedsRendering', 'none')
  },
  {
    id: 'catalog-layers',
    clauses: 'ISO 19005-2, 6.9; ISO 14289-1, 7.10',
    profiles: every,
    find: ({ catalog, entries }) => [
      ...unless(!lookUp(catalog, 'OCProperties'), 'optional content', 'none'),
      ...entries.flatMap(({ dict, where }) =>
        unless(!/^OC(?:G|MD)$/.test(nameAt(dict, 'Type') ?? ''), `layer in ${where}`, 'none')
      )
    ]
  },
  {
    id: 'catalog-alternates',
    clauses: 'ISO 19005-2, 6.10',
    profiles: every,
    find: ({ catalog }) => {
      const names = dictAt(catalog, 'Names')
      return unless(!has(names, 'AlternatePresentations'), 'alternate presentations', 'none')
    }
  },
  {
    id: 'catalog-requirements',
    clauses: 'ISO 19005-2, 6.11',
    profiles: every,
    find: ({ catalog }) => unless(!has(catalog, 'Requirements'), 'requirements', 'none')
  },
  {
    id: 'action-kind',
    clauses: 'ISO 19005-2, 6.5.1',
    profiles: read,
    find: (file) =>
      actionsOf(file).flatMap(({ kind, where }) =>
        unless(/^(?:GoTo|URI)$/.test(kind), `action ${kind} in ${where}`, 'URI')
      )
  },
  {
    id: 'action-script',
    clauses: 'ISO 19005-2, 6.5.1',
    profiles: every,
    find: ({ catalog, entries }) => [
      ...unless(!has(dictAt(catalog, 'Names'), 'JavaScript'), 'scripts by name', 'none'),
      ...entries.flatMap(({ dict, where }) =>
        unless(!has(dict, 'JS'), `script in ${where}`, 'none')
      )
    ]
  },
  {
    id: 'action-additional',
    clauses: 'ISO 19005-2, 6.5.2, 6.4.1',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, where }) =>
        unless(!has(dict, 'AA'), `additional actions in ${where}`, 'none')
      )
  },
  {
    id: 'action-press',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: (file) => [
      ...unless(!has(file.catalog, 'OpenAction'), 'action when the file is opened', 'none'),
      ...actionsOf(file).map(({ kind, where }) => ({
        what: `action ${kind} in ${where}`,
        want: 'none'
      }))
    ]
  }
]

/** List the kinds of the actions in a file, and where they stand. */
function actionsOf({ entries }: PdfFile): ReadonlyArray<Readonly<{ kind: string; where: string }>> {
  return entries.flatMap(({ dict, where }) => {
    const own = nameAt(dict, 'S')
    const isAction = own !== undefined && (nameAt(dict, 'Type') === 'Action' || kinds.has(own))
    const held = ['A', 'OpenAction', 'Next'].flatMap((key) => nameAt(dictAt(dict, key), 'S') ?? [])
    return [...(isAction ? [own] : []), ...held].map((kind) => ({ kind, where }))
  })
}

// Type is optional in an action, and other dictionaries have an S as well.
const kinds = new Set(
  (
    'GoTo GoToR GoToE Launch Thread URI Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript ' +
    'SetOCGState Rendition Trans GoTo3DView GoToDp RichMediaExecute set-state no-op'
  ).split(' ')
)
