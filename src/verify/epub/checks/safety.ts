import { findCharacters } from '../../markup/characters.ts'
import { type Check, unless } from '../../markup/fault.ts'
import { findHidden } from '../../markup/hidden.ts'
import { findFetched, findUnsafe } from '../../markup/safe.ts'
import { resolve } from '../../read/epub.ts'
import { nameOf } from '../../read/markup.ts'
import { inDocuments } from '../in-documents.ts'
import { type Publication, textOfSpine } from '../publication.ts'

/** What is in the files beside the text: nothing that runs, is fetched, or hides. */
export const safetyChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'document-safety',
    clauses: 'EPUB 3.3, 3.6, 6.3.2; kanben',
    find: (publication) => [
      ...inDocuments(publication, findUnsafe),
      ...stylesOf(publication).flatMap(({ css, path }) =>
        findFetched(css, path, (href) =>
          publication.items.some((item) => item.path === resolve(href, path))
        )
      )
    ]
  },
  {
    id: 'document-characters',
    clauses: 'Unicode, 23; kanben',
    find: ({ files, items, documents, source }) => [
      ...[...documents.values()].flatMap(({ tags, comments, path }) => [
        ...comments.flatMap((comment) => findCharacters(comment, source, path)),
        ...tags.flatMap((tag) => [
          ...tag.children.flatMap((child) =>
            typeof child === 'string'
              ? findCharacters(child, source, `${nameOf(tag)}, ${path}`)
              : []
          ),
          ...Object.entries(tag.attributes).flatMap(([name, value]) =>
            findCharacters(value, source, `${name} of ${nameOf(tag)}, ${path}`)
          )
        ])
      ]),
      // A BOM, and what a parser of XML does not hand on, are seen in the file itself.
      ...[...new Set(['mimetype', ...documents.keys(), ...items.map(({ path }) => path)])].flatMap(
        (path) => {
          if (!/\.(?:xhtml|xml|opf|ncx|css|json)$/.test(path)) return []
          return findCharacters(
            new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[path]),
            source,
            path
          )
        }
      )
    ]
  },
  {
    id: 'document-xml',
    clauses: 'EPUB 3.3, 3.9; XML 1.0, 2.8',
    find: ({ files, documents }) =>
      [...documents.keys()].flatMap((path) => {
        const text = new TextDecoder().decode(files[path])
        const [, doctype] = /<!DOCTYPE\s([^>]*)>/i.exec(text) ?? []
        return [
          ...unless(
            /^<\?xml version="1\.0" encoding="utf-8"\?>\n/.test(text),
            `beginning of ${path}`,
            'XML 1.0 in UTF-8'
          ),
          ...unless(
            doctype === undefined || doctype === 'html',
            `document type ${doctype} of ${path}`,
            'html'
          ),
          ...unless(!/<\?(?!xml )/.test(text), `processing instruction in ${path}`, 'none')
        ]
      })
  },
  {
    id: 'document-seen',
    clauses: 'kanben',
    rule: 'edition-hidden',
    find: (publication) => {
      return findHidden(
        textOfSpine(publication),
        stylesOf(publication).map(({ css }) => css)
      )
    }
  }
]

function stylesOf({
  items,
  files
}: Publication): ReadonlyArray<Readonly<{ path: string; css: string }>> {
  return items
    .filter(({ type }) => type === 'text/css')
    .map(({ path }) => ({ path, css: new TextDecoder().decode(files[path]) }))
}
