import { inFont, type Mutant } from './mutations.ts'
import { font, into, name, number, painted, remeant, restream, set, within } from './plant.ts'

/** The first meaning in a ToUnicode CMap. */
const meaning = /(beginbf(?:char|range)\n[^\n]*)<[0-9A-Fa-f]{4}>(?=\n)/

/** Fonts. */
export const fonts: ReadonlyArray<Mutant> = [
  ['font-dictionary', 'no Type', inFont(({ dict }) => set(dict, 'Type'))],
  ['font-dictionary', 'no BaseFont', inFont(({ dict }) => set(dict, 'BaseFont'))],
  [
    'font-dictionary',
    'Subtype of the program',
    inFont(({ descriptor }) => set(into(descriptor, 'FontFile2'), 'Subtype', name('Fault')))
  ],
  [
    'font-kind',
    'Type 3',
    within(({ context }) => context.register(context.obj({ Type: 'Font', Subtype: 'Type3' })))
  ],
  ['font-kind', 'a simple font', inFont(({ dict }) => set(dict, 'Subtype', name('TrueType')))],
  ['font-encoding', 'another', inFont(({ dict }) => set(dict, 'Encoding', name('GBK-EUC-H')))],
  ['font-map', 'none', inFont(({ cid }) => set(cid, 'CIDToGIDMap'))],
  ['font-embedded', 'not', inFont(({ descriptor }) => set(descriptor, 'FontFile2'))],
  ['font-embedded', 'not', inFont(({ descriptor }) => set(descriptor, 'FontFile2')), 'press'],
  [
    'font-embedded',
    'no program',
    within((pdf) => restream(pdf, font(pdf).descriptor, 'FontFile2', () => Buffer.from('fault')))
  ],
  ['font-subset', 'no tag', inFont(({ dict }) => set(dict, 'BaseFont', name('NotoSerifSC')))],
  [
    'font-glyphs',
    'none',
    painted((content) => content.replace(/<[0-9A-Fa-f]{4}> Tj/, '<FFF0> Tj'))
  ],
  [
    'font-set',
    'CIDSet',
    inFont(({ descriptor }, { context }) =>
      set(descriptor, 'CIDSet', context.register(context.flateStream(Buffer.from([0]))))
    )
  ],
  [
    'font-widths',
    'usual width',
    inFont(({ cid }, { context }) => {
      set(cid, 'W', context.obj([]))
      set(cid, 'DW', number(640))
    })
  ],
  ['font-unicode', 'none', inFont(({ dict }) => set(dict, 'ToUnicode'))],
  [
    'font-unicode',
    'gaps',
    remeant((cmap) => cmap.replace(/beginbf(char|range)[\s\S]*?endbf/g, 'beginbf$1\nendbf'))
  ],
  ['font-values', 'zero', remeant((cmap) => cmap.replace(meaning, '$1<0000>\n'))],
  ['font-values', 'a byte order mark', remeant((cmap) => cmap.replace(meaning, '$1<FEFF>\n'))],
  ['font-private', 'private use', remeant((cmap) => cmap.replace(meaning, '$1<E123>\n'))],
  ['font-radicals', 'a radical', remeant((cmap) => cmap.replace(meaning, '$1<2F00>\n'))],
  [
    'font-notdef',
    'painted',
    painted((content) => content.replace(/<[0-9A-Fa-f]{4}> Tj/, '<0000> Tj'))
  ]
]
