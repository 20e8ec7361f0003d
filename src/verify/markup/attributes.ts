import {
  bare,
  has,
  type MarkupElement,
  type MarkupFile,
  named,
  nameOf,
  within,
  wordsOf
} from '../read/markup.ts'
import { type ComparedMarkup, elementsOfBook } from './compared-markup.ts'
import { type Fault, unless } from './fault.ts'
import { isBox, textIn } from './structure.ts'

/** What a renderer may say of an element of the text beyond the book, by attribute; `*` of any element. */
const added: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  '*': {
    class:
      /^(?:(?:picture|address|long|short|next|wide|align-\w+)(?: (?:picture|address|long|short|next|wide|align-\w+))*)?$/
  },
  p: { 'data-number': /^\d+$/ },
  th: { scope: /^col$/ },
  aside: { role: /^(?:note|doc-footnote)$/, 'epub:type': /^footnote$/ },
  section: { role: /^doc-(?:chapter|endnotes)$/, 'epub:type': /^(?:chapter|endnotes)$/ },
  a: { href: /./, role: /^doc-(?:noteref|backlink)$/, 'epub:type': /^(?:noteref|backlink)$/ },
  img: { src: /./, width: /^\d+$/, height: /^\d+$/ }
}

/** What boxes an edition puts around the text say of themselves. */
const boxes: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  html: { lang: /./, 'xml:lang': /./, xmlns: /./, 'xmlns:epub': /./ },
  body: { 'epub:type': /^(?:cover|(?:front|body|back)matter)$/ },
  header: { class: /^title-page$/ },
  div: { class: /^(?:body|heading)$/, id: /^text$/, tabindex: /^-1$/ },
  section: {
    class: /^(?:title-page|table)$/,
    'epub:type': /^titlepage$/,
    'aria-label': /./,
    tabindex: /^0$/
  },
  h1: { id: /^title$/, style: /./ },
  span: { class: /^title-line$/ },
  script: { type: /./ },
  link: { rel: /./, href: /./, type: /./, title: /^(?:PDF|EPUB|勘误)$/ },
  meta: { charset: /./, name: /./, property: /./, 'http-equiv': /./, content: /./, media: /./ }
}

/**
 * Find attributes that say something of the text, or of a box around it, that neither the book says nor
 * a renderer is known to: such a name, role or direction would be read in place of the text.
 */
export function findAttributes(
  copy: ComparedMarkup,
  documents: ReadonlyArray<MarkupFile>
): ReadonlyArray<Fault> {
  const wanted = elementsOfBook(copy.book).filter(({ isGenerated }) => !isGenerated)
  const around = documents.flatMap(({ tags }) =>
    tags.filter((tag) => !tag.isGenerated && isBox(tag))
  )
  return [
    ...textIn(copy).flatMap((tag, index) => attributeFaults(tag, wanted[index])),
    ...around.flatMap((tag) =>
      Object.entries(tag.attributes).flatMap(([name, value]) =>
        unless(
          boxes[tag.name]?.[name]?.test(value) === true && isNamedRight(tag),
          `attribute ${name}=${value} of ${nameOf(tag)}`,
          'none such'
        )
      )
    )
  ]
}

function attributeFaults(
  tag: MarkupElement,
  wanted: MarkupElement | undefined
): ReadonlyArray<Fault> {
  const own = wanted?.attributes ?? {}
  const label = own['aria-label']
  return [
    ...unless(tag.attributes['aria-label'] === label, `name of ${nameOf(tag)}`, `${label}`),
    ...Object.entries(tag.attributes).flatMap(([name, value]) => {
      const words = (own[name === 'xml:lang' ? 'lang' : name] ?? '').split(/\s+/)
      const rest = value.split(/\s+/).filter((word) => !words.includes(word))
      const isSaid = rest.length === 0 || value === own[name]
      const isAdded = [added['*'], added[tag.name]].some((table) =>
        table?.[name]?.test(rest.join(' '))
      )
      return unless(
        isSaid || isAdded,
        `attribute ${name}=${value} of ${nameOf(tag)}`,
        `${own[name] ?? 'none'}`
      )
    })
  ]
}

/** A box of a table is named after its caption, or by number; no other box has a name. */
function isNamedRight(tag: MarkupElement): boolean {
  const { 'aria-label': label } = tag.attributes
  if (label === undefined) return true
  const [caption] = named(within(tag), 'caption')
  const isOwn = caption ? bare(label) === bare(wordsOf(caption)) : /^表格\d+$/.test(label)
  return has(tag, 'class', 'table') && isOwn
}
