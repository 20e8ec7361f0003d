import { inTag, type Mutant, retype } from './mutations.ts'
import { all, ascii, into, name, one, painted, set, text, within } from './plant.ts'

/** What the tags say about the document besides its text. */
export const book: ReadonlyArray<Mutant> = [
  ['book-structure', 'a quotation as a paragraph', retype('BlockQuote', 'Div')],
  ['book-structure', 'a heading as a paragraph', retype('H3', 'P')],
  [
    'book-structure',
    'a table as a list of lines',
    within((pdf) => {
      for (const type of ['Table', 'THead', 'TBody', 'TR', 'TH', 'TD']) {
        for (const dict of all(pdf, { S: type, Type: 'StructElem' })) set(dict, 'S', name('Div'))
      }
    })
  ],
  ['book-structure', 'a head that is none', retype('TH', 'TD')],
  [
    'book-structure',
    'one list',
    within((pdf) => {
      const inner = one(pdf, { S: 'L', Type: 'StructElem' })
      set(inner, 'S', name('Div'))
    })
  ],
  ['book-descriptions', 'another', inTag('Figure', (dict) => set(dict, 'Alt', text('方块')))],
  ['book-descriptions', 'of text', inTag('P', (dict) => set(dict, 'Alt', text('别的')))],
  ['book-descriptions', 'an expansion', inTag('Span', (dict) => set(dict, 'E', text('别的')))],
  ['book-titles', 'of a heading', inTag('H2', (dict) => set(dict, 'T', text('别的')))],
  ['book-languages', 'of a heading', inTag('H2', (dict) => set(dict, 'Lang', ascii('ar')))],
  [
    'book-languages',
    'no English',
    within((pdf) => {
      for (const dict of all(pdf, { S: 'Span', Type: 'StructElem' })) set(dict, 'Lang')
    })
  ],
  ['book-languages', 'of all', inTag('Document', (dict) => set(dict, 'Lang', ascii('fr')))],
  [
    'book-languages',
    'of content',
    painted((content) => content.replace(/(\/H1 <<)/, '$1/Lang (fr) '))
  ],
  ['book-replacements', 'a tag', inTag('H1', (dict) => set(dict, 'ActualText', text('标题')))],
  [
    'book-replacements',
    'a label',
    painted((content) => content.replace(/(\/Lbl <<)/, '$1/ActualText <FEFF00370037> '))
  ],
  [
    'book-replacements',
    'a folio',
    painted((content) => content.replace(/(\/Artifact <<)/, '$1/ActualText <FEFF00370037> '))
  ],
  [
    'book-replacements',
    'a description',
    painted((content) => content.replace(/(\/H1 <<)/, '$1/Alt <FEFF0041> '))
  ],
  [
    'book-links',
    'elsewhere',
    within((pdf) => {
      const outside = all(pdf, { Subtype: 'Link' }).filter((dict) => dict.has(name('A')))
      for (const link of outside) set(into(link, 'A'), 'URI', ascii('https://example.com/'))
    })
  ],
  [
    'book-links',
    'within',
    within((pdf) => {
      const links = all(pdf, { Subtype: 'Link' }).filter((dict) => dict.has(name('Dest')))
      for (const link of links) set(link, 'Dest', links[0]?.get(name('Dest')))
    })
  ]
]
