import { PDFNumber } from '@cantoo/pdf-lib'
import { inCatalog, inLink, inTag, type Mutant, retype } from './mutations.ts'
import { all, ascii, into, list, name, set, tag, text, within } from './plant.ts'

/** The tag tree. */
export const tags: ReadonlyArray<Mutant> = [
  ['tag-types', 'unknown', retype('P', 'Fault')],
  [
    'tag-roles',
    'P',
    inCatalog((c, { context }) =>
      set(
        into(c, 'StructTreeRoot'),
        'RoleMap',
        context.obj({ Em: 'Span', Strong: 'Span', P: 'Span' })
      )
    )
  ],
  [
    'tag-circle',
    'two roles',
    inCatalog((c, { context }) =>
      set(into(c, 'StructTreeRoot'), 'RoleMap', context.obj({ Em: 'Strong', Strong: 'Em' }))
    )
  ],
  ['tag-parent', 'none', inTag('H1', (dict) => set(dict, 'P'))],
  [
    'tag-parent',
    'another',
    within((pdf) => set(tag(pdf, 'H1'), 'P', pdf.catalog.get(name('StructTreeRoot'))))
  ],
  ['tag-language', 'no language', inTag('H1', (dict) => set(dict, 'Lang', ascii('zh_Hans')))],
  ['tag-language', 'empty', inTag('H1', (dict) => set(dict, 'Lang', ascii('')))],
  [
    'tag-language-private',
    'a note',
    inTag('H1', (dict) => set(dict, 'Lang', ascii('zh-Hans-x-note')))
  ],
  ['tag-alternative', 'no Alt', inTag('Figure', (dict) => set(dict, 'Alt'))],
  ['tag-alternative', 'empty Alt', inTag('Figure', (dict) => set(dict, 'Alt', ascii('')))],
  ['tag-alternative', 'a formula', retype('BlockQuote', 'Formula')],
  ['tag-headings', 'a level left out', retype('H3', 'H5')],
  ['tag-headings', 'no H1', retype('H1', 'P')],
  ['tag-heading', 'H', retype('H1', 'H')],
  ['tag-note', 'no ID', inTag('Note', (dict) => set(dict, 'ID'))],
  [
    'tag-identifiers',
    'twice',
    inTag('H1', (dict, pdf) => set(dict, 'ID', tag(pdf, 'Note').get(name('ID'))))
  ],
  ['tag-claims', 'none', inTag('H1', (dict) => set(dict, 'K'))],
  ['tag-claims', 'no content', inTag('H1', (dict) => list(dict, 'K').push(PDFNumber.of(9999)))],
  [
    'tag-claims',
    'twice',
    inTag('H1', (dict) => {
      const kids = list(dict, 'K')
      kids.push(kids.get(0))
    })
  ],
  ['tag-numbers', 'no ParentTree', inCatalog((c) => set(into(c, 'StructTreeRoot'), 'ParentTree'))],
  [
    'tag-numbers',
    'another element',
    within((pdf) => {
      const numbers = list(into(pdf.catalog, 'StructTreeRoot', 'ParentTree'), 'Nums')
      const parents = list(pdf.context.obj({ of: numbers.get(1) }), 'of')
      parents.set(0, parents.get(parents.size() - 1))
    })
  ],
  ['tag-objects', 'no annotation', inLink((_, page) => set(page, 'Annots'))],
  ['tag-table', 'a paragraph', retype('TD', 'P')],
  ['tag-table', 'a head outside', retype('H1', 'TH')],
  ['tag-table', 'a row in a section', retype('H1', 'TR')],
  ['tag-list', 'an item outside', retype('H1', 'LI')],
  ['tag-list', 'a paragraph in a list', retype('LI', 'P')],
  ['tag-list', 'a body outside', retype('H1', 'LBody')],
  ['tag-contents', 'an entry outside', retype('TOC', 'Sect')],
  ['tag-contents', 'a paragraph', retype('TOCI', 'P')],
  ['tag-ruby', 'a span', retype('RB', 'Span')],
  ['tag-ruby', 'a reading outside', retype('Ruby', 'Span')],
  [
    'tag-caption',
    'in the middle',
    within((pdf) => {
      const table = tag(pdf, 'Table')
      const kids = list(table, 'K')
      const caption = pdf.context.obj({ Type: 'StructElem', S: 'Caption' })
      kids.insert(1, pdf.context.register(caption))
    })
  ],
  ['tag-table-parts', 'no TBody', retype('TBody', 'THead')],
  ['tag-root', 'a section', retype('Document', 'Sect')],
  ['tag-groups', 'content', retype('H1', 'Sect')],
  ['tag-blocks', 'in a line', within((pdf) => set(tag(pdf, 'RB'), 'S', name('P')))],
  ['tag-inlines', 'outside a block', retype('H1', 'Span')],
  ['tag-annotation', 'no annotation', retype('RB', 'Link')],
  ['tag-annotation', 'a form', retype('RB', 'Form')],
  ['table-grid', 'a cell too few', inTag('TR', (dict) => list(dict, 'K').remove(0))],
  [
    'table-grid',
    'a wide cell',
    inTag('TD', (dict, { context }) => set(dict, 'A', context.obj({ O: 'Table', ColSpan: 2 })))
  ],
  [
    'table-grid',
    'a cell over another',
    within((pdf) => {
      const cells = all(pdf, { S: 'TH', Type: 'StructElem' })
      const attributes = pdf.context.obj({ O: 'Table', RowSpan: 3, Scope: 'Column' })
      for (const cell of cells.slice(1)) set(cell, 'A', attributes)
      const [first] = all(pdf, { S: 'TD', Type: 'StructElem' })
      if (first) set(first, 'A', pdf.context.obj({ O: 'Table', ColSpan: 2 }))
    })
  ],
  ['table-heads', 'no Scope', inTag('TH', (dict) => set(dict, 'A'))],
  [
    'table-heads',
    'none',
    within((pdf) => {
      for (const cell of all(pdf, { S: 'TH', Type: 'StructElem' })) set(cell, 'S', name('TD'))
    })
  ],
  [
    'table-headers',
    'no such head',
    inTag('TD', (dict, { context }) =>
      set(dict, 'A', context.obj({ O: 'Table', Headers: [ascii('fault')] }))
    )
  ],
  ['text-order', 'a word too many', inTag('H1', (dict) => set(dict, 'ActualText', text('标题')))],
  [
    'text-order',
    'two changed places',
    inTag('Table', (dict) => {
      const kids = list(dict, 'K')
      const first = kids.get(0)
      kids.remove(0)
      kids.push(first)
    })
  ],
  ['text-spaces', 'none', inTag('Span', (dict) => set(dict, 'ActualText', text('thisisEnglish')))],
  [
    'text-notes',
    'another',
    inTag('Note', (dict) => {
      list(dict, 'K').remove(1)
    })
  ],
  ['text-readings', 'another', inTag('RT', (dict) => set(dict, 'ActualText', text('hǎn')))]
]
