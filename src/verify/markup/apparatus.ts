import type { Book } from '../../book.ts'
import {
  bare,
  has,
  type MarkupElement,
  type MarkupFile,
  nameOf,
  textOf,
  wordsOf
} from '../read/markup.ts'
import { elementsOfBook } from './compared-markup.ts'
import { type Fault, unless } from './fault.ts'
import { isInBody } from './structure.ts'

/** Places outside the text where apparatus may stand, `header > p.issuer`, and the words of each. */
export type Places = Readonly<Record<string, string | RegExp>>

/** Elements apparatus is made of; those the book has in its own beside them. */
const elements = new Set(
  'a nav p h2 h3 ol ul li dl dt dd span time details summary section div sup hr'.split(' ')
)

/** Attributes of apparatus, and what they may say; those the book gives to its own beside them. */
const attributes: Readonly<Record<string, RegExp>> = {
  id: /./,
  class: /./,
  href: /./,
  lang: /^en$/,
  'xml:lang': /^en$/,
  'data-apparatus': /^(?:generated|editor)$/,
  'data-page': /^[\divxlc]+$/,
  'epub:type': /^[a-z-]+$/,
  role: /^doc-[a-z]+$/,
  type: /^application\/(?:pdf|epub\+zip)$/,
  datetime: /^\d{4}-\d\d-\d\d$/,
  'aria-labelledby': /./,
  'aria-hidden': /^true$/,
  'aria-label': /^(?:第\d+段|第?[\divxlc]+页?|其他版本|网站|导航标志|页码)$/
}

/** Find apparatus where none may stand, that says what it ought not to, or is made of other things. */
export function findApparatus(
  documents: ReadonlyArray<MarkupFile>,
  book: Book,
  places: Places
): ReadonlyArray<Fault> {
  const generated = documents.flatMap(({ tags }) => tags.filter(({ isGenerated }) => isGenerated))
  const outer = generated.filter(({ parent }) => !parent?.isGenerated)
  const known = new Set([
    ...elementsOfBook(book)
      .filter(({ isGenerated }) => isGenerated)
      .flatMap((tag) => [tag.name, ...Object.entries(tag.attributes).map(pairOf)]),
    ...elementsOfBook(book)
      .filter(({ name }) => /^h[2-6]$/.test(name))
      .map((tag) => pairOf(['aria-label', `本节链接：${wordsOf(tag)}`]))
  ])
  const met = new Set<string>()
  return [
    ...missing(outer, places),
    ...outer.flatMap((tag) => {
      if (isMark(tag) || (isInBody(tag) && !has(tag, 'class', 'permalink'))) return []
      const place = placeOf(tag)
      const isAgain = met.has(place) && !has(tag, 'class', 'permalink')
      met.add(place)
      return [
        ...unless(!isAgain, `second ${place}`, 'one'),
        ...wordFaults(tag, place, places[place])
      ]
    }),
    ...generated.flatMap((tag) => [
      ...unless(
        elements.has(tag.name) || known.has(tag.name) || isPicture(tag),
        `${nameOf(tag)} in apparatus`,
        'none'
      ),
      ...Object.entries(tag.attributes).flatMap((pair) =>
        unless(
          known.has(pairOf(pair)) || isFit(tag, pair),
          `attribute ${pairOf(pair)} of ${nameOf(tag)} in apparatus`,
          'none such'
        )
      )
    ])
  ]
}

/** Find text in a document that ought to be all apparatus: the navigation, the cover. */
export function findText({ tags, path }: MarkupFile): ReadonlyArray<Fault> {
  return tags
    .filter(({ name }) => name === 'body')
    .flatMap((body) => unless(textOf(body).trim() === '', `text in ${path}`, 'none'))
}

/** Find what every edition has and this one has not: whose document it is, of which day. */
function missing(tags: ReadonlyArray<MarkupElement>, places: Places): ReadonlyArray<Fault> {
  const met = new Set(tags.map(placeOf))
  const needed = Object.keys(places).filter(
    (place) => /p\.(?:issuer|imprint)$/.test(place) && places[place] !== ''
  )
  return needed.flatMap((place) => unless(met.has(place), `lack of ${place}`, 'it'))
}

function wordFaults(
  tag: MarkupElement,
  place: string,
  words: string | RegExp | undefined
): ReadonlyArray<Fault> {
  if (words === undefined) return unless(false, `apparatus at ${place}`, 'none there')
  const said = bare(wordsOf(tag))
  const isRight = typeof words === 'string' ? said === bare(words) : words.test(said)
  return unless(isRight, `“${said.slice(0, 40)}” at ${place}`, `${words}`)
}

/** Say where apparatus stands: in what, and what it is. */
function placeOf({
  name,
  attributes: { class: kind, 'epub:type': type = '' },
  parent
}: MarkupElement): string {
  return `${parent?.name} > ${name}.${kind ?? type}`
}

/** Tell a mark of a page, or of several; it may stand anywhere, but says nothing. */
function isMark(tag: MarkupElement): boolean {
  const isNamed =
    has(tag, 'class', 'page') || has(tag, 'class', 'pages') || has(tag, 'epub:type', 'pagebreak')
  return isNamed && wordsOf(tag) === ''
}

function isPicture({ name, parent }: MarkupElement): boolean {
  return name === 'img' && parent !== undefined && has(parent, 'class', 'cover')
}

function isFit(tag: MarkupElement, [name, value]: readonly [string, string]): boolean {
  if (name === 'hidden') return tag.name === 'nav'
  if (isPicture(tag) && /^(?:src|alt|width|height)$/.test(name)) return true
  if (name === 'aria-hidden' && wordsOf(tag) !== '') return false
  return attributes[name]?.test(value) === true
}

function pairOf([name, value]: readonly [string, string]): string {
  return `${name}=${bare(value)}`
}
