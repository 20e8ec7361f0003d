import { textAt } from '../../../pdf/objects.ts'
import { type Check, every, read, unless } from '../../../standards/fault.ts'
import { defaultOf, listOf, propertyOf } from '../../../standards/metadata.ts'
import type { FinishedPdf } from '../finished.ts'

/** What the file says of the document: what the front matter says. */
export const houseMetadataChecks: ReadonlyArray<Check<FinishedPdf>> = [
  {
    id: 'metadata-language',
    clauses: 'ISO 14289-1, 7.2; kanben',
    profiles: read,
    find: ({ catalog, book: { meta } }) => {
      const lang = textAt(catalog, 'Lang')
      return unless(lang === meta.lang, `language ${lang} of the document`, meta.lang)
    }
  },
  {
    id: 'metadata-title',
    clauses: 'ISO 14289-1, 7.1; ISO 15930-7',
    profiles: every,
    find: ({ metadata, book: { meta } }) => {
      const title = defaultOf(propertyOf(metadata, 'dc', 'title'))
      return unless(title === meta.title, `title ${title} in the metadata`, meta.title)
    }
  },
  {
    id: 'metadata-book',
    clauses: 'ISO 16684-1, 8.3; kanben',
    profiles: every,
    find: (file) => {
      const { metadata, book } = file
      const { lang, body, date, identifier } = book.meta
      const languages = propertyOf(metadata, 'dc', 'language')?.items.map(({ text }) => text)
      const bodies = listOf(propertyOf(metadata, 'dc', 'creator'))
      const name = propertyOf(metadata, 'dc', 'identifier')?.text
      return [
        ...unless(languages?.join() === lang, `languages ${languages}`, lang),
        ...unless(bodies === body, `author ${bodies}`, `${body}`),
        ...unless(name === identifier, `identifier ${name}`, `${identifier}`),
        ...['CreateDate', 'ModifyDate', 'MetadataDate'].flatMap((key) => {
          const day = propertyOf(metadata, 'xmp', key)?.text
          return unless(day === `${date}T00:00:00Z`, `${key} ${day}`, date)
        })
      ]
    }
  }
]
