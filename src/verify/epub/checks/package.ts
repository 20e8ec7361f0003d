import { type Check, unless } from '../../markup/fault.ts'
import { isOfType } from '../../markup/media.ts'
import { resolve } from '../../read/epub.ts'
import { type MarkupElement, named } from '../../read/markup.ts'
import type { Publication } from '../publication.ts'

/** Manifest properties this program has a use for (EPUB 3.3, D.8). */
const properties = new Set(['nav', 'cover-image', 'mathml', 'svg'])

/** The package document: every file listed, each what it says it is, and a spine to read along. */
export const packageChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'package-root',
    clauses: 'EPUB 3.3, 5.4',
    find: ({ package: { tags }, book }) => {
      const { name, attributes }: Pick<MarkupElement, 'name' | 'attributes'> = tags[0] ?? {
        name: '',
        attributes: {}
      }
      const lang = attributes['xml:lang']
      return [
        ...unless(name === 'package', `root ${name} of the package document`, 'package'),
        ...unless(attributes.version === '3.0', `version ${attributes.version}`, '3.0'),
        ...unless(lang === book.meta.lang, `xml:lang ${lang} of the package`, book.meta.lang)
      ]
    }
  },
  {
    id: 'manifest-files',
    clauses: 'EPUB 3.3, 3.1.1, 5.6; kanben',
    find: (publication) => {
      const { files, items, path, zip } = publication
      const listed = new Set(items.map((item) => item.path))
      const free = new Set(['mimetype', path, ...recordsOf(publication)])
      const stray = zip.entries.find(
        ({ name }) => !listed.has(name) && !free.has(name) && !name.startsWith('META-INF/')
      )
      return [
        ...unless(stray === undefined, `file ${stray?.name} outside the manifest`, 'none'),
        ...unless(listed.size === items.length, 'two items for one file', 'one'),
        ...items.flatMap(({ id, path, tag }) => [
          ...unless(files[path] !== undefined, `item ${id} without a file, ${path}`, 'a file'),
          ...unless(
            !/[?#]|^[a-z]+:|^\//.test(tag.attributes.href ?? ''),
            `href of ${id}`,
            'a path'
          ),
          ...unless(!free.has(path), `item ${id} for ${path}`, 'a resource')
        ])
      ]
    }
  },
  {
    id: 'manifest-items',
    clauses: 'EPUB 3.3, 3.2, 5.6.2',
    find: ({ files, items, package: { tags } }) => {
      const ids = items.map(({ id }) => id)
      const count = (property: string) =>
        items.filter((item) => item.properties.includes(property)).length
      return [
        ...unless(named(tags, 'manifest').length === 1, 'no or two manifests', 'one'),
        ...unless(count('nav') === 1, `${count('nav')} navigations`, 'one'),
        ...unless(count('cover-image') <= 1, 'second cover image', 'one'),
        ...items.flatMap(({ id, path, type, properties: said, tag }) => {
          const bytes = files[path]
          const unknown = said.find((property) => !properties.has(property))
          return [
            ...unless(ids.indexOf(id) === ids.lastIndexOf(id), `second item ${id}`, 'one'),
            ...unless(!bytes || isOfType(bytes, type), `type ${type} of ${path}`, 'its own'),
            ...unless(unknown === undefined, `property ${unknown} of ${path}`, 'none such'),
            ...unless(tag.attributes.fallback === undefined, `fallback of ${path}`, 'none')
          ]
        })
      ]
    }
  },
  {
    id: 'spine',
    clauses: 'EPUB 3.3, 3.1.2, 5.7',
    find: ({ items, ncx, package: { tags } }) => {
      const [spine, another] = named(tags, 'spine')
      const seats = named(tags, 'itemref')
      const refs = seats.map(({ attributes }) => attributes.idref)
      const direction = spine?.attributes['page-progression-direction'] ?? 'ltr'
      const toc = spine?.attributes.toc
      const ncxId = items.find(({ type }) => type === 'application/x-dtbncx+xml')?.id
      const documents = items.filter(({ type }) => type === 'application/xhtml+xml')
      const left = documents.find(
        ({ id, properties }) => !refs.includes(id) && !properties.includes('nav')
      )
      return [
        ...unless(spine !== undefined && !another, 'no or two spines', 'one'),
        ...unless(direction === 'ltr', `page progression ${direction}`, 'ltr'),
        ...unless(toc === (ncx && ncxId), `toc ${toc} of the spine`, `${ncxId}`),
        ...unless(left === undefined, `${left?.path} outside the spine`, 'it within'),
        ...seats.flatMap(({ attributes: { idref = '', linear } }, index) => {
          const item = items.find(({ id }) => id === idref)
          return [
            ...unless(item?.type === 'application/xhtml+xml', `${idref} in the spine`, 'XHTML'),
            ...unless(refs.indexOf(idref) === index, `second ${idref} in the spine`, 'one'),
            ...unless(linear !== 'no', `${idref} outside the reading order`, 'it within')
          ]
        })
      ]
    }
  }
]

/** Paths of the records the metadata links to. */
export function recordsOf({ package: { tags }, path }: Publication): ReadonlyArray<string> {
  return named(tags, 'link').flatMap(({ attributes: { rel = '', href = '' } }) => {
    const target = rel.split(/\s+/).includes('record') ? resolve(href, path) : undefined
    return target === undefined ? [] : [target]
  })
}
