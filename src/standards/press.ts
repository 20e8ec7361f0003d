import { boxOf, isWithin } from '../pdf/boxes.ts'
import type { Rectangle } from '../pdf/matrix.ts'
import { nameAt, textAt } from '../pdf/objects.ts'
import { intentsOf, profileOf } from './colour.ts'
import { type Check, printed, unless } from './fault.ts'
import { propertyOf } from './metadata.ts'

/** What a press needs to know of a file (PDF/X-4). */
export const pressChecks: ReadonlyArray<Check> = [
  {
    id: 'press-version',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: ({ metadata }) => {
      const version = propertyOf(metadata, 'pdfxid', 'GTS_PDFXVersion')?.text
      return unless(version === 'PDF/X-4', `version ${version}`, 'PDF/X-4')
    }
  },
  {
    id: 'press-intent',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: (file) => {
      const intents = intentsOf(file).filter((intent) => nameAt(intent, 'S') === 'GTS_PDFX')
      const isNamed = Boolean(textAt(intents[0], 'OutputConditionIdentifier'))
      return unless(
        intents.length === 1 && isNamed,
        'output intents',
        'one GTS_PDFX with its condition'
      )
    }
  },
  {
    id: 'press-profile',
    clauses: 'ISO 15930-7; kanben',
    profiles: printed,
    find: (file) => {
      const intent = intentsOf(file).find((intent) => nameAt(intent, 'S') === 'GTS_PDFX')
      const { device, space } = profileOf(intent) ?? {}
      const isRight = device === 'prtr' && (space === 'GRAY' || space === 'CMYK')
      return unless(isRight, `output profile ${device} ${space}`, 'one of a press, Gray or CMYK')
    }
  },
  {
    id: 'press-trapped',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: ({ info, metadata }) => {
      const trapped = nameAt(info, 'Trapped')
      const xmp = propertyOf(metadata, 'pdf', 'Trapped')?.text
      const isRight = trapped === xmp && /^(?:True|False)$/.test(`${trapped}`)
      return unless(isRight, `Trapped ${trapped}, in the XMP ${xmp}`, 'True or False in both')
    }
  },
  {
    id: 'press-identity',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: ({ metadata }) =>
      ['DocumentID', 'VersionID', 'RenditionClass'].flatMap((name) =>
        unless(Boolean(propertyOf(metadata, 'xmpMM', name)?.text), `metadata without ${name}`, 'it')
      )
  },
  {
    id: 'press-dates',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: ({ metadata }) =>
      ['CreateDate', 'ModifyDate', 'MetadataDate'].flatMap((name) =>
        unless(
          Boolean(propertyOf(metadata, 'xmp', name)?.text),
          `metadata without ${name}`,
          'a date'
        )
      )
  },
  {
    id: 'press-marks',
    clauses: 'ISO 15930-7; kanben',
    profiles: printed,
    find: ({ pages }) =>
      pages.flatMap(({ dict, content, number }) => {
        const bleed = boxOf(dict, 'BleedBox') ?? [0, 0, 0, 0]
        return content.paintings
          .filter(({ colours }) => colours.some(({ space }) => space.colourant === 'All'))
          .filter(({ box }) => meet(box, bleed))
          .slice(0, 1)
          .map(() => ({ what: `mark within the bleed of page ${number}`, want: 'marks outside' }))
      })
  },
  {
    id: 'press-text',
    clauses: 'kanben',
    profiles: printed,
    find: ({ pages }) =>
      pages.flatMap(({ dict, content, number }) => {
        const [trim, bleed] = [boxOf(dict, 'TrimBox'), boxOf(dict, 'BleedBox')]
        return content.paintings.flatMap(({ text, box }) => {
          const isApart = !bleed || !meet(box, bleed)
          const isRight = text === '' || isApart || (trim && isWithin(box, trim))
          return unless(Boolean(isRight), `${text} at the trim of page ${number}`, 'text within it')
        })
      })
  }
]

function meet(one: Rectangle, other: Rectangle): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1]
}
