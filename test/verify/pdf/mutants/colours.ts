import {
  after,
  artifact,
  inCatalog,
  inImage,
  inPage,
  inState,
  intent,
  type Mutant,
  profile,
  splice
} from './mutations.ts'
import {
  firstPage,
  into,
  list,
  name,
  number,
  paintForm,
  repaint,
  set,
  within,
  yes
} from './plant.ts'

/** Colours, states, images, forms. */
export const colours: ReadonlyArray<Mutant> = [
  [
    'colour-default',
    'RGB',
    inPage((page, { context }) => {
      const resources = into(page, 'Resources')
      set(resources, 'ColorSpace', context.obj({ DefaultRGB: 'DeviceRGB' }))
    })
  ],
  ['colour-intent', 'none', inCatalog((c) => set(c, 'OutputIntents'))],
  ['colour-intent', 'no profile', within((pdf) => set(intent(pdf), 'DestOutputProfile'))],
  ['colour-profile', 'of a scanner', profile((bytes) => splice(bytes, 12, 'scnr'))],
  ['colour-profile', 'version 5', profile((bytes) => splice(bytes, 8, '\x05'))],
  ['colour-profile', 'cut short', profile((bytes) => bytes.subarray(0, -4))],
  [
    'colour-profile',
    'other components',
    within((pdf) => set(into(intent(pdf), 'DestOutputProfile'), 'N', number(4)))
  ],
  [
    'colour-profiles',
    'two',
    within((pdf) => {
      const { context, catalog } = pdf
      const twin = intent(pdf).clone(context)
      const copy = context.flateStream(Buffer.alloc(200), { N: 3 })
      twin.set(name('DestOutputProfile'), context.register(copy))
      list(catalog, 'OutputIntents').push(twin)
    })
  ],
  [
    'colour-reference',
    'outside',
    within((pdf) => set(intent(pdf), 'DestOutputProfileRef', pdf.context.obj({})))
  ],
  [
    'colour-icc',
    'no profile',
    within(({ context }) =>
      context.register(context.flateStream(Buffer.alloc(200), { N: 3, Alternate: 'DeviceRGB' }))
    )
  ],
  ['colour-device', 'CMYK', artifact('0 0 0 1 k 0 0 5 5 re f')],
  ['colour-device', 'no intent for gray', inCatalog((c) => set(c, 'OutputIntents'))],
  [
    'colour-device',
    'CMYK in a form',
    within((pdf) => paintForm(pdf, '0 0 0 1 k 0 0 5 5 re f', {}))
  ],
  ['colour-overprint', 'OPM', inState('OPM', () => number(1))],
  [
    'colour-names',
    'Separation',
    within((pdf) => {
      const { context } = pdf
      const space = ['Separation', 'Gold', 'DeviceGray', { FunctionType: 2, Domain: [0, 1], N: 1 }]
      const resources = into(firstPage(pdf), 'Resources')
      resources.set(name('ColorSpace'), context.obj({ Mutant: space }))
      repaint(pdf, (content) => `${content}\n/Artifact BMC /Mutant cs 1 scn 0 0 5 5 re f EMC\n`)
    })
  ],
  ['colour-black', 'text', artifact('0 0 0 rg 0 0 5 5 re f')],
  ['colour-black', 'a rule', artifact('0.2 0.2 0.2 RG 0 0 m 5 5 l S')],
  ['colour-press', 'RGB', after('1 0 0 rg 0 0 5 5 re f'), 'press'],
  ['colour-press', 'CMYK', after('0 0 0 1 k 0 0 5 5 re f'), 'press'],
  [
    'colour-press',
    'RGB in a form',
    within((pdf) => paintForm(pdf, '1 0 0 rg 0 0 5 5 re f', {})),
    'press'
  ],
  [
    'colour-press',
    'RGB of a group',
    inPage((page, { context }) =>
      set(page, 'Group', context.obj({ S: 'Transparency', CS: 'DeviceRGB' }))
    ),
    'press'
  ],
  [
    'colour-press',
    'RGB of an image',
    inImage((image) => set(image, 'ColorSpace', name('DeviceRGB'))),
    'press'
  ],
  ['state-transfer', 'TR', inState('TR', () => name('Identity'))],
  ['state-transfer', 'TR2', inState('TR2', () => name('Identity'))],
  ['state-halftone', 'HT', inState('HT', ({ context }) => context.obj({ HalftoneType: 6 }))],
  ['state-halftone', 'HTP', inState('HTP', ({ context }) => context.obj([0, 0]))],
  ['state-intent', 'of a state', inState('RI', () => name('Fault'))],
  ['state-intent', 'of content', artifact('/Fault ri')],
  ['state-intent', 'of an image', inImage((image) => set(image, 'Intent', name('Fault')))],
  ['state-blend', 'unknown', inState('BM', () => name('Fault'))],
  [
    'image-alternates',
    'Alternates',
    inImage((image) => set(image, 'Alternates', image.context.obj([])))
  ],
  ['image-opi', 'OPI', inImage((image) => set(image, 'OPI', image.context.obj({})))],
  ['image-smooth', 'Interpolate', inImage((image) => set(image, 'Interpolate', yes))],
  ['image-bits', '3 bits', inImage((image) => set(image, 'BitsPerComponent', number(3)))],
  ['image-mask', '8 bits', inImage((image) => set(image, 'ImageMask', yes))],
  ['form-postscript', 'PS', within((pdf) => paintForm(pdf, '', { PS: pdf.context.obj({}) }))],
  ['form-postscript', 'Subtype2', within((pdf) => paintForm(pdf, '', { Subtype2: name('PS') }))],
  ['form-postscript', 'Subtype', within((pdf) => paintForm(pdf, '', { Subtype: name('PS') }))],
  ['form-postscript', 'OPI', within((pdf) => paintForm(pdf, '', { OPI: pdf.context.obj({}) }))],
  ['form-reference', 'Ref', within((pdf) => paintForm(pdf, '', { Ref: pdf.context.obj({}) }))]
]
