import { inCatalog, inImage, inLink, inPage, type Mutant } from './mutations.ts'
import {
  ascii,
  firstPage,
  into,
  name,
  number,
  one,
  set,
  text,
  within,
  written,
  yes
} from './plant.ts'

/** The file structure and the catalog. */
export const files: ReadonlyArray<Mutant> = [
  ['file-header', 'version 2.0', written((file) => file.replace('%PDF-1.7', '%PDF-2.0'))],
  ['file-header', 'bytes before it', written((file) => `\n${file}`)],
  ['file-binary', 'no comment', written((file) => file.replace(/\n%[\x80-\xff]+/, '\n%abcd'))],
  ['file-version', '1.7', written((file) => file.replace('%PDF-1.6', '%PDF-1.7')), 'press'],
  ['file-version', '1.7 in the catalog', inCatalog((c) => set(c, 'Version', name('1.7'))), 'press'],
  ['file-id', 'none', within(({ context }) => delete context.trailerInfo.ID)],
  [
    'file-id',
    'one part',
    within(({ context }) => {
      context.trailerInfo.ID = context.obj([text('a')])
    })
  ],
  [
    'file-encryption',
    'Encrypt',
    within(({ context }) => {
      const security = { Filter: 'Standard', V: 1, R: 2, P: -4, O: text('a'), U: text('b') }
      context.trailerInfo.Encrypt = context.register(context.obj(security))
    })
  ],
  ['file-end', 'bytes behind', written((file) => `${file}\nmore`)],
  [
    'file-references',
    'offset of an object',
    written((file) =>
      file.replace(/(\n\d{9})(\d)( 00000 n)/, (_, a, b, c) => `${a}${(Number(b) + 1) % 10}${c}`)
    )
  ],
  ['file-references', 'startxref', written((file) => file.replace(/startxref\n/, 'startxref\n1'))],
  ['file-hex', 'odd digits', written((file) => file.replace(/\/Title <FEFF/, '/Title <0FEFF'))],
  ['file-digits', 'a letter', written((file) => file.replace(/\/Title <FEFF/, '/Title <GEFF'))],
  [
    'file-length',
    'too short',
    written((file) =>
      file.replace(/\/Length (\d+)/, (_, length) => `/Length ${Number(length) - 5}`)
    )
  ],
  [
    'file-stream',
    'a lone carriage return',
    written((file) => file.replace(/>>\nstream\n/, '>>\nstream\r'))
  ],
  [
    'file-stream',
    'no line end before endstream',
    written((file) => file.replace('\nendstream', 'endstream'))
  ],
  ['file-external', 'F', within((pdf) => set(one(pdf, { Type: 'Metadata' }), 'F', ascii('x.xml')))],
  [
    'file-filter',
    'LZW',
    within((pdf) => set(into(firstPage(pdf), 'Contents'), 'Filter', name('LZWDecode')))
  ],
  ['file-filter', 'JPEG 2000', inImage((image) => set(image, 'Filter', name('JPXDecode')))],
  [
    'file-names',
    'no UTF-8',
    written((file) => file.replace('/Type /Catalog', '/Mutant /#ff#fe\n/Type /Catalog'))
  ],
  [
    'file-spacing',
    'two spaces',
    written((file) => file.replace(/\n(\d+) 0 obj\n/, '\n$1  0 obj\n'))
  ],
  ['file-spacing', 'endobj in the line', written((file) => file.replace('\nendobj', ' endobj'))],
  [
    'file-permissions',
    'Perms',
    inCatalog((c, { context }) => set(c, 'Perms', context.obj({ DocMDP: 1 })))
  ],
  [
    'file-permissions',
    'a signature',
    within(({ context }) => context.register(context.obj({ Type: 'Sig' })))
  ],
  ['file-numbers', 'an integer', inPage((page) => set(page, 'Mutant', number(2_147_483_648)))],
  [
    'file-numbers',
    'a real',
    written((file) =>
      file.replace('/Type /Catalog', `/Mutant 0.${'0'.repeat(40)}1\n/Type /Catalog`)
    )
  ],
  [
    'file-strings',
    'a long string',
    inPage((page) => set(page, 'Mutant', ascii('x'.repeat(32_768))))
  ],
  ['file-long-names', 'a long name', inPage((page) => set(page, 'Mutant', name('x'.repeat(128))))],
  ['file-size', 'objects', written((file) => file.replace(/\/Size \d+/, '/Size 8388610'))],
  ['catalog-language', 'none', inCatalog((c) => set(c, 'Lang'))],
  ['metadata-language', 'another', inCatalog((c) => set(c, 'Lang', ascii('en')))],
  ['catalog-language', 'no language', inCatalog((c) => set(c, 'Lang', ascii('zh_Hans')))],
  [
    'catalog-marked',
    'false',
    inCatalog((c, { context }) => set(c, 'MarkInfo', context.obj({ Marked: false })))
  ],
  [
    'catalog-suspects',
    'true',
    inCatalog((c, { context }) => set(c, 'MarkInfo', context.obj({ Marked: true, Suspects: true })))
  ],
  ['catalog-title', 'file name', inCatalog((c) => set(c, 'ViewerPreferences'))],
  ['catalog-tags', 'none', inCatalog((c) => set(c, 'StructTreeRoot'))],
  [
    'catalog-form',
    'AcroForm',
    inCatalog((c, { context }) => set(c, 'AcroForm', context.obj({ Fields: [] })))
  ],
  [
    'catalog-form',
    'AcroForm',
    inCatalog((c, { context }) => set(c, 'AcroForm', context.obj({ Fields: [] }))),
    'press'
  ],
  ['catalog-rendering', 'NeedsRendering', inCatalog((c) => set(c, 'NeedsRendering', yes))],
  [
    'catalog-layers',
    'OCProperties',
    inCatalog((c, { context }) => set(c, 'OCProperties', context.obj({ OCGs: [], D: {} })))
  ],
  [
    'catalog-layers',
    'a group',
    within(({ context }) => context.register(context.obj({ Type: 'OCG', Name: text('x') })))
  ],
  [
    'catalog-alternates',
    'presentations',
    inCatalog((c, { context }) =>
      set(into(c, 'Names'), 'AlternatePresentations', context.obj({ Names: [] }))
    )
  ],
  [
    'catalog-requirements',
    'Requirements',
    inCatalog((c, { context }) => set(c, 'Requirements', context.obj([])))
  ],
  [
    'action-kind',
    'Launch',
    inLink((a, _, { context }) => set(a, 'A', context.obj({ S: 'Launch', F: ascii('x') })))
  ],
  [
    'action-kind',
    'Named',
    inCatalog((c, { context }) =>
      set(c, 'OpenAction', context.obj({ Type: 'Action', S: 'Named', N: 'GoBack' }))
    )
  ],
  [
    'action-kind',
    'unknown',
    inLink((a, _, { context }) => set(a, 'A', context.obj({ S: 'Fault' })))
  ],
  [
    'action-script',
    'in an action',
    inCatalog((c, { context }) =>
      set(c, 'OpenAction', context.obj({ S: 'JavaScript', JS: ascii('1') }))
    )
  ],
  [
    'action-script',
    'by name',
    inCatalog((c, { context }) => set(into(c, 'Names'), 'JavaScript', context.obj({ Names: [] })))
  ],
  [
    'action-additional',
    'of the catalog',
    inCatalog((c, { context }) => set(c, 'AA', context.obj({})))
  ],
  [
    'action-additional',
    'of a page',
    inPage((page, { context }) => set(page, 'AA', context.obj({})))
  ],
  [
    'action-press',
    'OpenAction',
    inCatalog((c, { context }) => set(c, 'OpenAction', context.obj([]))),
    'press'
  ],
  [
    'action-press',
    'GoTo',
    inPage((page, { context }) => set(page, 'A', context.obj({ S: 'GoTo' }))),
    'press'
  ]
]
