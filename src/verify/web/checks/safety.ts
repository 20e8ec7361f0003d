import { findCharacters } from '../../markup/characters.ts'
import type { Check } from '../../markup/fault.ts'
import { findHidden } from '../../markup/hidden.ts'
import { findFetched, findUnsafe } from '../../markup/safe.ts'
import { nameOf } from '../../read/markup.ts'
import type { WebPage } from '../page.ts'

/** What is in the page beside the text: nothing that runs, is fetched, or hides. */
export const safetyChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'page-safety',
    clauses: 'CSP 3; kanben',
    find: ({ document, styles }) => [
      ...findUnsafe(document),
      ...styles.flatMap((css) => findFetched(css, 'the style'))
    ]
  },
  {
    id: 'page-characters',
    clauses: 'Unicode, 23; kanben',
    find: ({ text, document, source }) => [
      ...findCharacters(text, source, 'the file'),
      ...document.tags.flatMap((tag) => [
        ...tag.children.flatMap((child) =>
          typeof child === 'string' ? findCharacters(child, source, nameOf(tag)) : []
        ),
        ...Object.entries(tag.attributes).flatMap(([name, value]) =>
          findCharacters(value, source, `${name} of ${nameOf(tag)}`)
        )
      ])
    ]
  },
  {
    id: 'page-seen',
    clauses: 'kanben',
    rule: 'edition-hidden',
    find: ({ document, styles }) => findHidden([document], styles)
  }
]
