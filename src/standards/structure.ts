import type { PdfFile } from '../pdf/document.ts'
import { dictAt, textAt } from '../pdf/objects.ts'
import { standardTypes } from '../pdf/structure-tree.ts'
import { type Check, type Fault, read, unless } from './fault.ts'
import { inElements } from './in-structure.ts'

/** The tag tree by itself: its types, languages and identifiers. */
export const structureChecks: ReadonlyArray<Check> = [
  {
    id: 'tag-types',
    clauses: 'ISO 19005-2, 6.7.3.4; ISO 14289-1, 7.1',
    profiles: read,
    find: (file) =>
      inElements(file, ({ type }) =>
        unless(standardTypes.has(type), `type ${type}`, 'a standard type')
      )
  },
  {
    id: 'tag-roles',
    clauses: 'ISO 19005-2, 6.7.3.4; ISO 14289-1, 7.1',
    profiles: read,
    find: ({ tags: { roles } }) =>
      [...roles.keys()].flatMap((role) =>
        unless(!standardTypes.has(role), `standard type ${role} mapped to another`, 'itself')
      )
  },
  {
    id: 'tag-circle',
    clauses: 'ISO 19005-2, 6.7.3.4; ISO 14289-1, 7.1',
    profiles: read,
    find: ({ tags: { roles } }) =>
      [...roles.keys()].flatMap((role) => {
        const seen = new Set<string>()
        let type: string | undefined = role
        while (type !== undefined && !seen.has(type)) {
          seen.add(type)
          type = roles.get(type)
        }
        return unless(type === undefined, `circle of roles at ${role}`, 'a standard type')
      })
  },
  {
    id: 'tag-parent',
    clauses: 'ISO 14289-1, 7.1',
    profiles: read,
    find: (file) =>
      inElements(file, ({ dict, parent }) => {
        const above = dictAt(dict, 'P')
        const isRight = above !== undefined && above === (parent?.dict ?? file.tags.root)
        return unless(isRight, 'parent', 'the element that holds it')
      })
  },
  {
    id: 'tag-language',
    clauses: 'ISO 19005-2, 6.7.4; ISO 14289-1, 7.2',
    profiles: read,
    find: (file) =>
      inLanguages(file, (lang) =>
        unless(/^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(lang), `language ${lang}`, 'a tag')
      )
  },
  {
    id: 'tag-language-private',
    clauses: 'kanben',
    profiles: read,
    find: (file) =>
      inLanguages(file, (lang) =>
        unless(!/(?:^|-)x-/i.test(lang), `private language ${lang}`, 'one a reader knows')
      )
  },
  {
    id: 'tag-alternative',
    clauses: 'ISO 14289-1, 7.3, 7.7',
    profiles: read,
    find: (file) =>
      inElements(file, ({ dict, type }) => {
        const isDrawn = type === 'Figure' || type === 'Formula'
        const text = textAt(dict, 'Alt') || textAt(dict, 'ActualText')
        return unless(!isDrawn || Boolean(text), 'no Alt', 'what is to be seen')
      })
  },
  {
    id: 'tag-headings',
    clauses: 'ISO 14289-1, 7.4.2',
    profiles: read,
    find: (file) => {
      let level = 0
      return inElements(file, ({ type }) => {
        const next = Number(/^H([1-6])$/.exec(type)?.[1] ?? 0)
        if (next === 0) return []
        const faults = unless(next <= level + 1, `H${next} below H${level}`, `H${level + 1}`)
        level = next
        return faults
      })
    }
  },
  {
    id: 'tag-heading',
    clauses: 'ISO 14289-1, 7.4.4',
    profiles: read,
    find: (file) => inElements(file, ({ type }) => unless(type !== 'H', 'H', 'H1 to H6'))
  },
  {
    id: 'tag-note',
    clauses: 'ISO 14289-1, 7.9',
    profiles: read,
    find: (file) =>
      inElements(file, ({ dict, type }) =>
        unless(type !== 'Note' || Boolean(textAt(dict, 'ID')), 'no ID', 'an ID')
      )
  },
  {
    id: 'tag-identifiers',
    clauses: 'ISO 14289-1, 7.9; PDF 32000-1, 14.7.2',
    profiles: read,
    find: (file) => {
      const seen = new Set<string>()
      return inElements(file, ({ dict }) => {
        const id = textAt(dict, 'ID')
        if (id === undefined) return []
        const isNew = !seen.has(id)
        seen.add(id)
        return unless(isNew, `ID ${id} again`, 'each once')
      })
    }
  }
]

function inLanguages(
  file: PdfFile,
  find: (lang: string) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return inElements(file, ({ dict }) => {
    const lang = textAt(dict, 'Lang')
    return lang === undefined ? [] : find(lang)
  })
}
