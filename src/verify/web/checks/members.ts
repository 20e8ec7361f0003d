import { type Check, compareLists, type Fault, unless } from '../../markup/fault.ts'
import { isSummary } from '../../markup/words.ts'
import { named } from '../../read/markup.ts'
import type { WebPage } from '../page.ts'

/** The names of `meta` and of the members of the data for machines, those of objects in them too. */
const names = new Set([
  ...['viewport', 'description', 'color-scheme', 'theme-color', 'Content-Security-Policy'],
  ...['og:type', 'og:title', 'og:description', 'og:locale', 'og:url', 'og:site_name']
])
const members = new Set(
  (
    '@context @type @id name inLanguage legislationType legislationDate datePublished dateModified ' +
    'legislationPassedBy locationCreated legislationIdentifier identifier isBasedOn url pagination ' +
    'encoding accessMode accessModeSufficient accessibilityFeature accessibilityHazard ' +
    'accessibilitySummary'
  ).split(' ')
)
const inner = new Set(
  '@type name propertyID value sha256 encodingFormat contentUrl contentSize itemListElement'.split(
    ' '
  )
)

/** The head holds nothing that nobody has looked at. */
export const memberChecks: ReadonlyArray<Check<WebPage>> = [
  {
    id: 'head-allowed',
    clauses: 'HTML, 4.2.5; kanben',
    find: ({ document, styles }) => [
      ...named(document.tags, 'meta').flatMap(({ attributes }) => {
        const { name, property, 'http-equiv': pragma, charset, content = '' } = attributes
        const said = name ?? property ?? pragma
        const isColour = name === 'theme-color'
        return [
          ...unless(charset !== undefined || names.has(said ?? ''), `meta ${said}`, 'none such'),
          ...unless(isColour || attributes.media === undefined, `media of meta ${said}`, 'none'),
          ...unless(!isColour || /^#[0-9a-f]{3,8}$/i.test(content), `colour ${content}`, 'one')
        ]
      }),
      ...unless(styles.length === 1, `${styles.length} styles`, 'one')
    ]
  },
  {
    id: 'head-members',
    clauses: 'schema.org, Legislation; kanben',
    find: ({ data, book: { meta } }) => {
      const said = read(data[0])
      const { body, place, identifier, source } = meta
      const is = (name: string, value: object | string | undefined) =>
        compareLists([JSON.stringify(said[name]) ?? ''], [JSON.stringify(value) ?? ''], name)
      return [
        ...strangers(said, members),
        ...Object.values(said).flatMap((value) =>
          [value].flat().flatMap((item) => (isObject(item) ? strangers(item, inner) : []))
        ),
        ...is('legislationPassedBy', body ? { '@type': 'Organization', name: body } : undefined),
        ...is('locationCreated', place ? { '@type': 'Place', name: place } : undefined),
        ...is('legislationIdentifier', identifier),
        ...is(
          'isBasedOn',
          source && { '@type': 'MediaObject', name: source.file, sha256: source.sha256 }
        ),
        // What names no thing of this document is in words of the vocabulary.
        ...['pagination', 'encoding', 'accessModeSufficient'].flatMap((name) =>
          unless(!/\p{sc=Han}/u.test(plain(said[name])), `Chinese in ${name}`, 'none')
        ),
        ...unless(
          isSummary(String(said.accessibilitySummary)),
          `summary ${said.accessibilitySummary}`,
          'what is so'
        )
      ]
    }
  }
]

/** The values of a member without the addresses in it. */
function plain(value: unknown): string {
  return (JSON.stringify(value) ?? '').replaceAll(/"contentUrl":"[^"]*"/g, '')
}

function strangers(
  object: Readonly<Record<string, unknown>>,
  known: ReadonlySet<string>
): ReadonlyArray<Fault> {
  const stranger = Object.keys(object).find((name) => !known.has(name))
  return unless(stranger === undefined, `member ${stranger} of the data`, 'none such')
}

function read(text = ''): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
