import { type Check, unless } from '../../markup/fault.ts'
import { isWholePng, sizeOf } from '../../markup/media.ts'
import { coverOf } from '../../markup/words.ts'
import { resolve } from '../../read/epub.ts'
import { has, named } from '../../read/markup.ts'
import { isCover, type Publication } from '../publication.ts'

/** The cover: an image, and a page that shows it and says what it shows. */
export const coverChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'document-cover',
    clauses: 'EPUB 3.3, D.8.1; OPF 2.0.1, 2.2; kanben',
    find: ({ items, files, spine, book, package: { tags } }) => {
      const [cover] = items.filter(({ properties }) => properties.includes('cover-image'))
      const pages = spine.filter(isCover)
      const [meta] = named(tags, 'meta').filter(({ attributes }) => attributes.name === 'cover')
      const size = cover && sizeOf(files[cover.path] ?? new Uint8Array())?.join(' × ')
      const images = pages.flatMap((document) =>
        named(document.tags, 'img').map((tag) => ({ tag, document }))
      )
      const shown = images.filter(
        ({ tag, document }) => resolve(tag.attributes.src ?? '', document.path) === cover?.path
      )
      const alt = shown[0]?.tag.attributes.alt?.trim() ?? ''
      const count = cover ? 1 : 0
      return [
        ...unless(pages.length === count, `${pages.length} pages of the cover`, `${count}`),
        ...unless(!cover || spine[0] === pages[0], 'cover behind other pages', 'it first'),
        ...unless(
          meta?.attributes.content === cover?.id,
          `cover ${meta?.attributes.content}`,
          `${cover?.id}`
        ),
        ...unless(!cover || size === '1600 × 2560', `size ${size} of the cover`, '1600 × 2560'),
        ...unless(!cover || shown.length === 1, `${shown.length} images of the cover`, 'one'),
        ...unless(
          !cover || isWholePng(files[cover.path] ?? new Uint8Array()),
          'cover with other bytes',
          'a whole PNG'
        ),
        ...unless(
          !cover || alt === coverOf(book.meta),
          `“${alt}” as the cover`,
          coverOf(book.meta)
        ),
        ...pages.flatMap((document) =>
          unless(
            document.tags.every((tag) => !has(tag, 'class', 'cover') || tag.isGenerated),
            'cover as text',
            'apparatus'
          )
        )
      ]
    }
  }
]
