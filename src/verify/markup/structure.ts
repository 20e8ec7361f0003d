import { has, type MarkupElement, textOf, wordsOf } from '../read/markup.ts'
import { type ComparedMarkup, elementsOfBook, inText, kindOf } from './compared-markup.ts'
import { compareLists, type Fault } from './fault.ts'

/** Attributes of the book that an edition writes in its own way. */
const translated = new Set([
  ...['class', 'href', 'src', 'width', 'height', 'align', 'alt', 'style'],
  ...['aria-describedby', 'aria-labelledby', 'aria-label']
])

/** Attributes that say something even where the book has none. */
const meaning: ReadonlyArray<string> = [
  ...['start', 'value', 'reversed', 'colspan', 'rowspan', 'lang', 'dir', 'translate', 'checked'],
  ...['data-apparatus', 'datetime', 'cite']
]

/** Boxes an edition puts around the text, which say nothing of it. */
const boxes = new Set(['html', 'head', 'title', 'link', 'meta', 'style', 'script', 'body'])

/**
 * The elements of the text are those of the book, in order, each with its attributes: a heading is of
 * its level, a cell in its row, emphasis emphasised, and what an editor added says so.
 */
export function findStructure(copy: ComparedMarkup): ReadonlyArray<Fault> {
  const wanted = inText(elementsOfBook(copy.book))
  const found = textIn(copy)
  return compareLists(
    found.map((tag, index) => say(tag, wanted[index])),
    wanted.map((tag) => say(tag, tag)),
    'the elements of the text'
  )
}

/** List the elements of the text of an edition, as the book lists its own. */
export function textIn({ documents }: ComparedMarkup): ReadonlyArray<MarkupElement> {
  return inText(documents.flatMap(({ tags }) => tags)).filter((tag) => !isBox(tag))
}

/**
 * What is added within the text are the words the book adds, numbers of paragraphs apart; and white
 * space is that of the book where a comparison of characters cannot tell: no indent of full-width spaces.
 */
export function findAdditions({ book, documents }: ComparedMarkup): ReadonlyArray<Fault> {
  const tags = documents.flatMap((document) => document.tags)
  const spaces = (text: string) =>
    [...text.matchAll(/[^\S \t\r\n]/gu)].map(([space]) => codeOf(space))
  const texts = documents.flatMap((document) =>
    document.tags.filter(({ parent }) => !parent).map(textOf)
  )
  const body = elementsOfBook(book).filter(({ parent }) => !parent)
  return [
    ...compareLists(
      additionsIn(tags.filter((tag) => isInBody(tag))),
      additionsIn(elementsOfBook(book)),
      'the words added to the text'
    ),
    ...compareLists(
      spaces(texts.join('')),
      spaces(book.meta.title + body.map(textOf).join('')),
      'the wide spaces of the text'
    )
  ]
}

/** Tell a box of the edition, or the title, from the elements of the body. */
export function isBox(tag: MarkupElement): boolean {
  if (boxes.has(tag.name) || ['main', 'article', 'footer'].includes(tag.name)) return true
  if (
    /^(?:div|section)$/.test(tag.name) &&
    ['body', 'table', 'heading'].some((word) => has(tag, 'class', word))
  )
    return true
  const isItem = tag.children.some(
    (child) => typeof child !== 'string' && has(child, 'epub:type', 'footnote')
  )
  if (isItem) return true
  const isTitle = has(tag, 'class', 'title-page') || tag.attributes.id === 'title'
  return isTitle || (tag.parent !== undefined && tag.parent.attributes.id === 'title')
}

/** Say what an element is, by what it means and what another one says of itself. */
function say(tag: MarkupElement, other: MarkupElement | undefined): string {
  const names = new Set([
    ...Object.keys(other?.attributes ?? {}).filter((name) => !translated.has(name)),
    ...meaning.filter((name) => name in tag.attributes)
  ])
  const attributes = [...names].sort().map((name) => `${name}=${tag.attributes[name]}`)
  const words = (other?.attributes.class ?? '').split(/\s+/)
  const classes = words.filter((word) => has(tag, 'class', word))
  return [kindOf(tag), `in ${depthOf(tag)}`, ...attributes, ...classes].join(' ').trim()
}

/** How many elements an element stands in, boxes of the edition apart. */
function depthOf({ parent }: MarkupElement): number {
  return parent ? depthOf(parent) + (isBox(parent) ? 0 : 1) : 0
}

/** The words of what was added, each outermost addition by itself. */
function additionsIn(tags: ReadonlyArray<MarkupElement>): ReadonlyArray<string> {
  return tags
    .filter((tag) => tag.isGenerated && !tag.parent?.isGenerated && !has(tag, 'class', 'permalink'))
    .map(wordsOf)
    .filter((words) => words !== '')
}

/** Tell whether an element stands in the text. */
export function isInBody({ parent }: MarkupElement): boolean {
  return parent !== undefined && (has(parent, 'class', 'body') || isInBody(parent))
}

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}
