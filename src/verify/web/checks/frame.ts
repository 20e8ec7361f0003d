import { type Check, compareLists, unless } from '../../markup/fault.ts'
import { has, type MarkupElement, named, tidy, within, wordsOf } from '../../read/markup.ts'
import type { WebPage } from '../page.ts'

/** The page around the text: well-formed, with one heading, one text, and the contents of it. */
export const frameChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'page-syntax',
    clauses: 'HTML, 13.1, 13.2.2',
    find: ({ errors }) => unless(errors.length === 0, `${errors[0]}`, 'HTML without errors')
  },
  {
    id: 'page-frame',
    clauses: 'HTML, 4.1.1, 4.3; WCAG 2.2, 1.3.1, 2.4.1, 3.1.1; kanben',
    find: ({ document: { tags }, book, isOnSite }) => {
      const one = (name: string) => named(tags, name).length
      const [root] = tags
      const skip = named(tags, 'a')[0]
      const home = named(tags, 'a').some(({ attributes }) => attributes.href === '../index.html')
      return [
        ...unless(
          root?.attributes.lang === book.meta.lang,
          `language ${root?.attributes.lang}`,
          book.meta.lang
        ),
        ...['main', 'article', 'h1', 'style'].flatMap((name) =>
          unless(one(name) === 1, `${one(name)} ${name}`, 'one')
        ),
        ...unless(
          skip !== undefined && has(skip, 'class', 'skip') && skip.attributes.href === '#text',
          'first link',
          'the one to the text'
        ),
        ...unless(home === isOnSite, 'way to the index', isOnSite ? 'one' : 'none')
      ]
    }
  },
  {
    id: 'page-contents',
    clauses: 'HTML, 4.3.4; kanben',
    find: ({ document, book }) => {
      const nav = named(document.tags, 'nav').find((tag) => has(tag, 'class', 'contents'))
      const links = nav
        ? named(within(nav), 'a').filter((tag) => !('data-page' in tag.attributes))
        : []
      const depth = (tag: MarkupElement): number =>
        tag.parent ? depth(tag.parent) + (tag.parent.name === 'ol' ? 1 : 0) : 0
      const open: number[] = []
      return compareLists(
        links.map((tag) => `${depth(tag)} ${wordsOf(tag)} ${tag.attributes.href}`),
        book.outline.map((heading) => {
          while ((open.at(-1) ?? 0) >= heading.depth) open.pop()
          open.push(heading.depth)
          return `${open.length} ${tidy(heading.text)} #${heading.id}`
        }),
        'the contents'
      )
    }
  }
]
