import { inCatalog, inLink, inPage, type Mutant, retype } from './mutations.ts'
import { ascii, into, list, name, number, set, tag, text, within } from './plant.ts'

/** Links, outline, labels. */
export const navigation: ReadonlyArray<Mutant> = [
  ['annotation-kind', 'a text', inLink((a) => set(a, 'Subtype', name('Text')))],
  ['annotation-flags', 'not printed', inLink((a) => set(a, 'F', number(0)))],
  ['annotation-flags', 'hidden', inLink((a) => set(a, 'F', number(6)))],
  ['annotation-flags', 'none', inLink((a) => set(a, 'F'))],
  ['annotation-appearance', 'AP', inLink((a, _, { context }) => set(a, 'AP', context.obj({})))],
  ['annotation-tag', 'in a span', retype('Link', 'Span')],
  ['annotation-contents', 'none', inLink((a) => set(a, 'Contents'))],
  ['annotation-contents', 'empty', inLink((a) => set(a, 'Contents', ascii('')))],
  ['annotation-words', 'another', inLink((a) => set(a, 'Contents', text('别处')))],
  ['annotation-parent', 'none', inLink((a) => set(a, 'StructParent'))],
  [
    'annotation-target',
    'none',
    inLink((a) => {
      set(a, 'Dest')
      set(a, 'A')
    })
  ],
  [
    'annotation-address',
    'a file',
    inLink((a, _, { context }) => {
      set(a, 'Dest')
      set(a, 'A', context.obj({ S: 'URI', URI: ascii('file:///etc/hosts') }))
    })
  ],
  [
    'annotation-address',
    'two places',
    inLink((a, _, { context }) =>
      set(a, 'A', context.obj({ S: 'URI', URI: ascii('https://example.org/') }))
    )
  ],
  [
    'annotation-border',
    'a line',
    inLink((a, _, { context }) => set(a, 'Border', context.obj([0, 0, 1])))
  ],
  [
    'annotation-border',
    'a style',
    inLink((a, _, { context }) => set(a, 'BS', context.obj({ W: 2 })))
  ],
  [
    'annotation-once',
    'twice',
    inLink((_, page) => {
      const annotations = list(page, 'Annots')
      annotations.push(annotations.get(0))
    })
  ],
  [
    'annotation-press',
    'a mark',
    inPage((page, { context }) => {
      const mark = context.obj({ Type: 'Annot', Subtype: 'PrinterMark', Rect: [0, 0, 1, 1] })
      set(page, 'Annots', context.obj([context.register(mark)]))
    }),
    'press'
  ],
  ['navigation-labels', 'none', inCatalog((c) => set(c, 'PageLabels'))],
  [
    'navigation-labels',
    'others',
    inCatalog((c, { context }) =>
      set(c, 'PageLabels', context.obj({ Nums: [0, { S: 'D', St: 7 }] }))
    )
  ],
  [
    'navigation-targets',
    'no page',
    inLink((a, page, { context }) => {
      set(a, 'Dest', context.obj([into(page, 'Resources'), 'Fit']))
    })
  ],
  [
    'reading-direction',
    'bound on the right',
    inCatalog((c) => set(into(c, 'ViewerPreferences'), 'Direction', name('R2L')))
  ],
  [
    'reading-direction',
    'bound on the right',
    inCatalog((c, { context }) => set(c, 'ViewerPreferences', context.obj({ Direction: 'R2L' }))),
    'press'
  ],
  ['navigation-targets', 'no such name', inLink((a) => set(a, 'Dest', ascii('fault')))],
  [
    'navigation-names',
    'not sorted',
    within((bed) => {
      const names = list(into(bed.catalog, 'Names', 'Dests'), 'Names')
      const first = [names.get(0), names.get(1)]
      for (const _ of first) names.remove(0)
      for (const entry of first) names.push(entry)
    })
  ],
  [
    'navigation-destinations',
    'one missing',
    within((pdf) => {
      const names = list(into(pdf.catalog, 'Names', 'Dests'), 'Names')
      names.remove(0)
      names.remove(0)
    })
  ],
  [
    'navigation-destinations',
    'a page that leads to another',
    within((pdf) => {
      const names = list(into(pdf.catalog, 'Names', 'Dests'), 'Names')
      const of = (name: string) =>
        names
          .asArray()
          .findIndex((entry) => entry.toString() === `<${Buffer.from(name).toString('hex')}>`)
      names.set(of('page-1') + 1, names.get(of('page-i') + 1))
    })
  ],
  ['navigation-outline', 'none', inCatalog((c) => set(c, 'Outlines'))],
  [
    'navigation-outline',
    'another title',
    within((pdf) => set(into(pdf.catalog, 'Outlines', 'First', 'Next', 'Next'), 'Title', text('x')))
  ],
  [
    'navigation-headings',
    'one missing',
    within((pdf) => {
      set(tag(pdf, 'H2'), 'ActualText', text('x'))
    })
  ],
  [
    'navigation-chain',
    'Last',
    within((pdf) => {
      const outlines = into(pdf.catalog, 'Outlines')
      set(outlines, 'Last', outlines.get(name('First')))
    })
  ]
]
