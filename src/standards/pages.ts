import type { PDFDict } from '@cantoo/pdf-lib'
import { boxOf, isWithin } from '../pdf/boxes.ts'
import { dictAt, has, lookUp, nameAt, numberAt } from '../pdf/objects.ts'
import { type Check, every, read, unless } from './fault.ts'
import { onPages } from './on-pages.ts'

const boxes = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox']

/** The pages and their boxes (PDF 32000-1, 14.11.2). */
export const pageChecks: ReadonlyArray<Check> = [
  {
    id: 'page-size',
    clauses: 'ISO 19005-2, 6.1.13',
    profiles: every,
    find: (file) =>
      onPages(file, ({ dict }) =>
        boxes.flatMap((name) => {
          const box = boxOf(dict, name)
          if (!box) return []
          const sizes = [box[2] - box[0], box[3] - box[1]]
          const isRight = sizes.every((size) => size >= 3 && size <= 14_400)
          return unless(isRight, `${name} ${sizes.join(' × ')}`, 'from 3 to 14400 points')
        })
      )
  },
  {
    id: 'page-boxes',
    clauses: 'PDF 32000-1, 14.11.2; ISO 15930-7',
    profiles: every,
    find: (file) =>
      onPages(file, ({ dict }) => {
        const media = boxOf(dict, 'MediaBox')
        const bleed = boxOf(dict, 'BleedBox') ?? media
        const trim = boxOf(dict, 'TrimBox')
        if (!media || !bleed || !trim) return [{ what: 'page without TrimBox', want: 'one' }]
        return [
          ...unless(isWithin(trim, bleed), 'TrimBox', 'one within the BleedBox'),
          ...unless(isWithin(bleed, media), 'BleedBox', 'one within the MediaBox'),
          ...unless(isWithin(boxOf(dict, 'CropBox') ?? media, media), 'CropBox', 'one within')
        ]
      })
  },
  {
    id: 'page-view',
    clauses: 'PDF 32000-1, 7.7.3.3, 14.11.2; ISO 15930-7; kanben',
    profiles: every,
    find: (file) =>
      onPages(file, ({ dict }) => {
        const [media, crop] = [boxOf(dict, 'MediaBox'), boxOf(dict, 'CropBox')]
        return [
          ...unless(!crop || `${crop}` === `${media}`, 'CropBox', 'the whole page shown'),
          ...unless((inherited(dict, 'Rotate') ?? 0) === 0, 'Rotate', 'the page upright'),
          ...unseen.flatMap((key) => unless(!has(dict, key), key, 'none'))
        ]
      })
  },
  {
    id: 'page-tabs',
    clauses: 'ISO 14289-1, 7.18.3',
    profiles: read,
    find: (file) =>
      onPages(file, ({ dict }) =>
        unless(
          nameAt(dict, 'Tabs') === 'S' || !has(dict, 'Annots'),
          `Tabs ${nameAt(dict, 'Tabs')}`,
          'S, the order of the tags'
        )
      )
  },
  {
    id: 'page-parents',
    clauses: 'PDF 32000-1, 14.7.4.4',
    profiles: read,
    find: (file) => {
      const keys = new Set<number>()
      return onPages(file, ({ dict }) => {
        const key = numberAt(dict, 'StructParents')
        const isOwn = key !== undefined && !keys.has(key)
        if (key !== undefined) keys.add(key)
        return unless(isOwn, `StructParents ${key}`, 'a key of its own')
      })
    }
  },
  {
    id: 'page-steps',
    clauses: 'ISO 19005-2, 6.10',
    profiles: every,
    find: (file) =>
      onPages(file, ({ dict }) => unless(!lookUp(dict, 'PresSteps'), 'presentation steps', 'none'))
  }
]

/** What changes how a page is shown, or hides what is on it. */
const unseen = 'ArtBox UserUnit Trans Dur Thumb PieceInfo'.split(' ')

function inherited(dict: PDFDict | undefined, name: string): number | undefined {
  return dict && (numberAt(dict, name) ?? inherited(dictAt(dict, 'Parent'), name))
}
