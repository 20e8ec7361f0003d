import { after, artifact, inLink, inPage, type Mutant } from './mutations.ts'
import { into, name, number, painted, paintForm, repaint, set, within } from './plant.ts'

/** Pages and what is painted on them. */
export const pages: ReadonlyArray<Mutant> = [
  [
    'page-size',
    'too large',
    inPage((page, { context }) => set(page, 'MediaBox', context.obj([0, 0, 14_401, 900])))
  ],
  [
    'page-size',
    'too small',
    inPage((page, { context }) => set(page, 'ArtBox', context.obj([0, 0, 2, 2])))
  ],
  ['page-boxes', 'no trim', inPage((page) => set(page, 'TrimBox'))],
  [
    'page-boxes',
    'trim beyond bleed',
    inPage((page, { context }) => set(page, 'TrimBox', context.obj([1, 1, 660, 910]))),
    'press'
  ],
  [
    'page-boxes',
    'bleed beyond media',
    inPage((page, { context }) => set(page, 'BleedBox', context.obj([-9, -9, 900, 1200]))),
    'press'
  ],
  ['page-count', 'one too few', within(({ document }) => document.removePage(0))],
  [
    'page-trim',
    'larger',
    inPage((page, { context }) => set(page, 'TrimBox', context.obj([0, 0, 500, 700])))
  ],
  ['page-bleed', 'none', inPage((page) => set(page, 'BleedBox')), 'press'],
  [
    'page-bleed',
    'as wide as the page',
    inPage((page) => set(page, 'BleedBox', page.get(name('TrimBox')))),
    'press'
  ],
  [
    'page-view',
    'a part',
    inPage((page, { context }) => set(page, 'CropBox', context.obj([0, 0, 99, 99])))
  ],
  [
    'page-view',
    'a part, inherited',
    within(({ document, context }) =>
      set(into(document.getPage(0).node, 'Parent'), 'CropBox', context.obj([0, 0, 99, 99]))
    ),
    'press'
  ],
  ['page-view', 'turned', inPage((page) => set(page, 'Rotate', number(90)))],
  ['page-view', 'larger', inPage((page) => set(page, 'UserUnit', number(2)))],
  ['page-view', 'art', inPage((page) => set(page, 'ArtBox', page.get(name('TrimBox')))), 'press'],
  ['page-view', 'gone soon', inPage((page) => set(page, 'Dur', number(1)))],
  ['page-view', 'a transition', inPage((page, { context }) => set(page, 'Trans', context.obj({})))],
  ['page-tabs', 'none', inLink((_, page) => set(page, 'Tabs'))],
  ['page-parents', 'none', inPage((page) => set(page, 'StructParents'))],
  [
    'page-parents',
    'those of another',
    within(({ document }) =>
      set(
        document.getPage(1).node,
        'StructParents',
        document.getPage(0).node.get(name('StructParents'))
      )
    )
  ],
  [
    'page-steps',
    'PresSteps',
    inPage((page, { context }) => set(page, 'PresSteps', context.obj({})))
  ],
  ['content-operators', 'unknown', artifact('fault')],
  ['content-operators', 'within BX and EX', artifact('BX fault EX')],
  ['content-resources', 'no such font', artifact('BT /Fault 9 Tf ET')],
  ['content-resources', 'no such state', artifact('/Fault gs')],
  [
    'content-own-resources',
    'inherited',
    inPage((page) => {
      const parent = into(page, 'Parent')
      set(parent, 'Resources', page.get(name('Resources')))
      set(page, 'Resources')
    })
  ],
  ['content-depth', '29 deep', artifact(`${'q '.repeat(29)}${'Q '.repeat(29)}`)],
  ['content-limits', 'an odd string', artifact('BT <123> pop ET')],
  ['content-limits', 'a great number', artifact('99999999999 w')],
  ['content-inline', 'an image', artifact('BI /W 1 /H 1 /BPC 8 /CS /G ID x EI')],
  ['content-balance', 'Q', artifact('Q')],
  ['content-balance', 'q', artifact('q')],
  ['content-balance', 'EMC', after('EMC')],
  ['content-balance', 'BMC', after('/Artifact BMC')],
  ['content-balance', 'ET', artifact('ET')],
  ['content-tagged', 'a rule', after('0 g 0 0 5 5 re f')],
  [
    'content-tagged',
    'a folio',
    painted((content) => content.replace(/\/Artifact <<[^>]*>> BDC/, '/Fault BMC'))
  ],
  [
    'content-tagged',
    'a form',
    within((pdf) => {
      paintForm(pdf, '0 g 0 0 5 5 re f', {})
      repaint(pdf, (content) => content.replace('/Artifact BMC /Mutant', '/Fault BMC /Mutant'))
    })
  ],
  [
    'content-artifact-within',
    'in a tag',
    painted((content) => content.replace(/(MCID \d+\s*>>\s*BDC)/, '$1 /Artifact BMC EMC'))
  ],
  ['content-tag-within', 'in an artifact', artifact('/P <</MCID 9999>> BDC EMC')],
  [
    'content-nested',
    'in a tag',
    painted((content) => content.replace(/(MCID \d+\s*>>\s*BDC)/, '$1 /P <</MCID 9999>> BDC EMC'))
  ],
  ['content-identifiers', 'twice', painted((content) => content.replace(/MCID 1\b/, 'MCID 0'))],
  ['content-form', 'MCID', within((pdf) => paintForm(pdf, '/P <</MCID 0>> BDC EMC', {}))],
  [
    'content-language',
    'no language',
    painted((content) => content.replace(/(\/Artifact <<)/, '$1/Lang (zh_Hans) '))
  ],
  [
    'content-furniture',
    'text of the book',
    painted((content) => content.replace(/\/H1 <<\s*\/MCID \d+\s*>>\s*BDC/, '/Artifact BMC'))
  ]
]
