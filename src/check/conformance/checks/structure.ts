import { PDFArray, PDFRef } from 'pdf-lib'
import { type Check, type Fault, read, unless } from '../fault.ts'
import type { Finished } from '../finished.ts'
import { isInArtifact } from '../mark.ts'
import { dictAt, dictOf, entriesAt, numberAt, textAt } from '../objects.ts'
import { standardTypes, type Tag } from '../tags.ts'

/** The tag tree: its types, languages and identifiers, and what it says of the pages. */
export const structureChecks: ReadonlyArray<Check> = [
  {
    id: 'tag-types',
    clauses: 'ISO 19005-2, 6.7.3.4; ISO 14289-1, 7.1',
    profiles: read,
    find: (finished) =>
      inTags(finished, ({ type }) =>
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
    find: (finished) =>
      inTags(finished, ({ dict, parent }) => {
        const above = dictAt(dict, 'P')
        const isRight = above !== undefined && above === (parent?.dict ?? finished.tags.root)
        return unless(isRight, 'parent', 'the element that holds it')
      })
  },
  {
    id: 'tag-language',
    clauses: 'ISO 19005-2, 6.7.4; ISO 14289-1, 7.2',
    profiles: read,
    find: (finished) =>
      inLanguages(finished, (lang) =>
        unless(/^[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*$/.test(lang), `language ${lang}`, 'a tag')
      )
  },
  {
    id: 'tag-language-private',
    clauses: 'kanben',
    profiles: read,
    find: (finished) =>
      inLanguages(finished, (lang) =>
        unless(!/(?:^|-)x-/i.test(lang), `private language ${lang}`, 'one a reader knows')
      )
  },
  {
    id: 'tag-alternative',
    clauses: 'ISO 14289-1, 7.3, 7.7',
    profiles: read,
    find: (finished) =>
      inTags(finished, ({ dict, type }) => {
        const isDrawn = type === 'Figure' || type === 'Formula'
        const text = textAt(dict, 'Alt') || textAt(dict, 'ActualText')
        return unless(!isDrawn || Boolean(text), 'no Alt', 'what is to be seen')
      })
  },
  {
    id: 'tag-headings',
    clauses: 'ISO 14289-1, 7.4.2',
    profiles: read,
    find: (finished) => {
      let level = 0
      return inTags(finished, ({ type }) => {
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
    find: (finished) => inTags(finished, ({ type }) => unless(type !== 'H', 'H', 'H1 to H6'))
  },
  {
    id: 'tag-note',
    clauses: 'ISO 14289-1, 7.9',
    profiles: read,
    find: (finished) =>
      inTags(finished, ({ dict, type }) =>
        unless(type !== 'Note' || Boolean(textAt(dict, 'ID')), 'no ID', 'an ID')
      )
  },
  {
    id: 'tag-identifiers',
    clauses: 'ISO 14289-1, 7.9; PDF 32000-1, 14.7.2',
    profiles: read,
    find: (finished) => {
      const seen = new Set<string>()
      return inTags(finished, ({ dict }) => {
        const id = textAt(dict, 'ID')
        if (id === undefined) return []
        const isNew = !seen.has(id)
        seen.add(id)
        return unless(isNew, `ID ${id} again`, 'each once')
      })
    }
  },
  {
    id: 'tag-claims',
    clauses: 'PDF 32000-1, 14.7.4.2; ISO 14289-1, 7.1',
    profiles: read,
    find: findClaims
  },
  {
    id: 'tag-numbers',
    clauses: 'PDF 32000-1, 14.7.4.4',
    profiles: read,
    find: findNumbers
  },
  {
    id: 'tag-objects',
    clauses: 'PDF 32000-1, 14.7.4.3',
    profiles: read,
    find: (finished) => {
      const known = new Set(
        finished.pages.flatMap(({ dict }) =>
          entriesAt(dict, 'Annots').map((entry) => String(entry))
        )
      )
      return inTags(finished, ({ kids }) =>
        kids.flatMap((kid) =>
          kid.kind === 'object'
            ? unless(known.delete(String(kid.ref)), `object ${kid.ref}`, 'an annotation, once')
            : []
        )
      )
    }
  }
]

/** Each piece of tagged content belongs to one element, and each element's to a page. */
function findClaims({ pages, tags }: Finished): ReadonlyArray<Fault> {
  const open = new Map(
    pages.map(({ ref, content }) => [
      ref.toString(),
      new Set(
        content.marks.flatMap((mark) =>
          mark.mcid === undefined || isInArtifact(mark) ? [] : [mark.mcid]
        )
      )
    ])
  )
  const faults: Fault[] = []
  for (const { type, kids } of tags.all) {
    for (const kid of kids) {
      if (kid.kind !== 'content' || open.get(String(kid.page))?.delete(kid.mcid)) continue
      faults.push({ what: `MCID ${kid.mcid} in ${type}`, want: 'content of a page, claimed once' })
    }
  }
  for (const { ref, number } of pages) {
    for (const mcid of open.get(ref.toString()) ?? []) {
      faults.push({ what: `MCID ${mcid} of page ${number}`, want: 'an element that holds it' })
    }
  }
  return faults
}

/** The ParentTree leads from each piece of content to the element that holds it. */
function findNumbers({ pages, tags, document: { context } }: Finished): ReadonlyArray<Fault> {
  const owners = new Map<string, Tag>()
  for (const tag of tags.all) {
    for (const kid of tag.kids) {
      if (kid.kind === 'content') owners.set(`${kid.page} ${kid.mcid}`, tag)
    }
  }
  return pages.flatMap(({ dict, ref, number, content }) => {
    const list = tags.parents.get(numberAt(dict, 'StructParents') ?? -1)
    const parents = list instanceof PDFArray ? list.asArray() : []
    return content.marks.flatMap(({ mcid }) => {
      if (mcid === undefined) return []
      const entry = parents[mcid]
      const found = dictOf(entry instanceof PDFRef ? context.lookup(entry) : entry)
      const isRight = found !== undefined && found === owners.get(`${ref} ${mcid}`)?.dict
      return unless(isRight, `ParentTree at MCID ${mcid} of page ${number}`, 'its element')
    })
  })
}

function inLanguages(
  finished: Finished,
  find: (lang: string) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return inTags(finished, ({ dict }) => {
    const lang = textAt(dict, 'Lang')
    return lang === undefined ? [] : find(lang)
  })
}

/** Look at every element; a fault names the text or the place it stands in. */
export function inTags(
  { tags, pages }: Finished,
  find: (tag: Tag) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  const numbers = new Map(pages.map(({ ref, number }) => [ref.toString(), number]))
  return tags.all.flatMap((tag) =>
    find(tag).map(({ what, want }) => {
      const page = numbers.get(firstPage(tag) ?? '')
      return { what: `${what} in ${tag.role}${page ? ` on page ${page}` : ''}`, want }
    })
  )
}

function firstPage({ kids }: Tag): string | undefined {
  for (const kid of kids) {
    const page = kid.kind === 'content' ? kid.page?.toString() : undefined
    const found = kid.kind === 'tag' ? firstPage(kid.tag) : page
    if (found) return found
  }
  return undefined
}
