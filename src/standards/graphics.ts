import type { Entry, PdfFile } from '../pdf/document.ts'
import { dictAt, dictOf, has, isTrue, lookUp, nameAt, nameOf, numberAt } from '../pdf/objects.ts'
import { type Check, every, type Fault, unless } from './fault.ts'

const intents = /^(?:RelativeColorimetric|AbsoluteColorimetric|Perceptual|Saturation)$/

const blendModes = new Set(
  (
    'Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight ' +
    'Difference Exclusion Hue Saturation Color Luminosity'
  ).split(' ')
)

/** Graphics states, images and XObjects (PDF 32000-1, 8.4.5, 8.8 to 8.10). */
export const graphicsChecks: ReadonlyArray<Check> = [
  inStates('state-transfer', '6.2.5', ({ dict }) =>
    ['TR', 'TR2'].filter(
      (key) => has(dict, key) && !(key === 'TR2' && nameAt(dict, key) === 'Default')
    )
  ),
  inStates('state-halftone', '6.2.5', ({ dict }) => ['HT', 'HTP'].filter((key) => has(dict, key))),
  {
    id: 'state-intent',
    clauses: 'ISO 19005-2, 6.2.6',
    profiles: every,
    find: ({ entries, pages, drawings }) => [
      ...entries.flatMap(({ dict, where }) => {
        const intent = nameAt(dict, 'RI') ?? (isImage(dict) ? nameAt(dict, 'Intent') : undefined)
        return unless(!intent || intents.test(intent), `intent ${intent} in ${where}`, 'Perceptual')
      }),
      ...[...pages, ...drawings].flatMap(({ content }) =>
        content.flaws.flatMap(({ kind, what }) =>
          kind === 'intent' ? [{ what, want: 'one of the four' }] : []
        )
      )
    ]
  },
  {
    id: 'state-blend',
    clauses: 'ISO 19005-2, 6.2.10',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, where }) => {
        const mode = lookUp(dict, 'BM')
        if (!mode) return []
        const name = nameOf(mode) ?? String(mode)
        return unless(blendModes.has(name), `blend mode ${name} in ${where}`, 'Normal')
      })
  },
  inImages(
    'image-alternates',
    '6.2.8',
    ({ dict }) => has(dict, 'Alternates'),
    'alternates',
    'none'
  ),
  inImages('image-opi', '6.2.8', ({ dict }) => has(dict, 'OPI'), 'a proxy', 'the image'),
  inImages(
    'image-smooth',
    '6.2.8',
    ({ dict }) => isTrue(dict, 'Interpolate'),
    'Interpolate',
    'false'
  ),
  inImages(
    'image-bits',
    '6.2.8',
    ({ dict }) =>
      !isTrue(dict, 'ImageMask') &&
      ![1, 2, 4, 8, 16].includes(numberAt(dict, 'BitsPerComponent') ?? 8),
    'bits',
    '1, 2, 4, 8 or 16 a component'
  ),
  inImages(
    'image-mask',
    '6.2.8',
    ({ dict }) => isTrue(dict, 'ImageMask') && (numberAt(dict, 'BitsPerComponent') ?? 1) !== 1,
    'mask',
    '1 bit'
  ),
  {
    id: 'form-postscript',
    clauses: 'ISO 19005-2, 6.2.9',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, stream, where }) => {
        const kind = stream && nameAt(dict, 'Subtype')
        const isProgram = kind === 'PS' || nameAt(dict, 'Subtype2') === 'PS'
        const isRight = !isProgram && !(kind === 'Form' && (has(dict, 'PS') || has(dict, 'OPI')))
        return unless(isRight, `PostScript in ${where}`, 'none')
      })
  },
  {
    id: 'form-reference',
    clauses: 'ISO 19005-2, 6.2.9; ISO 14289-1, 7.20',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, where }) => {
        const isForm = nameAt(dict, 'Subtype') === 'Form'
        return unless(!isForm || !has(dict, 'Ref'), `reference XObject ${where}`, 'none')
      })
  }
]

function isImage(dict: Entry['dict']): boolean {
  return nameAt(dict, 'Subtype') === 'Image'
}

function inImages(
  id: string,
  clause: string,
  isWrong: (entry: Entry) => boolean,
  what: string,
  want: string
): Check {
  return {
    id,
    clauses: `ISO 19005-2, ${clause}`,
    profiles: every,
    find: ({ entries }) =>
      entries
        .filter((entry) => isImage(entry.dict) && isWrong(entry))
        .map(({ where }) => ({ what: `image with ${what}, ${where}`, want }))
  }
}

function inStates(
  id: string,
  clause: string,
  wrong: (entry: Entry) => ReadonlyArray<string>
): Check {
  return {
    id,
    clauses: `ISO 19005-2, ${clause}`,
    profiles: every,
    find: (file) =>
      statesOf(file).flatMap((entry) =>
        wrong(entry).map((key): Fault => ({ what: `${key} in ${entry.where}`, want: 'none' }))
      )
  }
}

/** List the graphics state dictionaries, which need not say that they are. */
function statesOf({ entries }: PdfFile): ReadonlyArray<Entry> {
  return entries.flatMap(({ dict, where }) => {
    if (nameAt(dict, 'Type') === 'ExtGState') return [{ dict, where }]
    const states = dictAt(dict, 'ExtGState')
    return (states?.keys() ?? []).flatMap((key) => {
      const state = dictOf(states?.lookup(key))
      return state ? [{ dict: state, where: `${where}, ${key}` }] : []
    })
  })
}
