import type { PDFDict } from 'pdf-lib'
import type { Rectangle } from '../../plane.ts'
import { type Check, every, type Fault, printed, read, unless } from '../fault.ts'
import type { Finished } from '../finished.ts'
import { dictAt, has, look, nameAt, numberAt, numbersAt } from '../objects.ts'

const boxes = ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox', 'ArtBox']

/** The pages and their boxes (PDF 32000-1, 14.11.2). */
export const pageChecks: ReadonlyArray<Check> = [
  {
    id: 'page-size',
    clauses: 'ISO 19005-2, 6.1.13',
    profiles: every,
    find: (finished) =>
      onPages(finished, (dict) =>
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
    find: (finished) =>
      onPages(finished, (dict) => {
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
    id: 'page-count',
    clauses: 'kanben',
    profiles: read,
    find: ({ pages, map }) =>
      unless(pages.length === map.pages.length, `${pages.length} pages`, `${map.pages.length}`)
  },
  {
    id: 'page-trim',
    clauses: 'kanben',
    profiles: read,
    find: (finished) =>
      onPages(finished, (dict) => {
        const { width, height } = finished.settings.page
        const [left, bottom, right, top] = boxOf(dict, 'TrimBox') ?? [0, 0, 0, 0]
        const isRight =
          Math.abs(right - left - (width / 25.4) * 72) < 0.01 &&
          Math.abs(top - bottom - (height / 25.4) * 72) < 0.01
        return unless(isRight, 'TrimBox', `the ${width} × ${height} mm of the template`)
      })
  },
  {
    id: 'page-bleed',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: (finished) =>
      onPages(finished, (dict) => {
        const { bleed } = finished.settings.press
        const [trim, box] = [boxOf(dict, 'TrimBox'), numbersAt(dict, 'BleedBox')]
        const isRight = [-1, -1, 1, 1].every((way, index) => {
          const edge = (trim?.[index] ?? 0) + (way * bleed * 72) / 25.4
          return Math.abs((box[index] ?? Number.NaN) - edge) < 0.01
        })
        return unless(isRight, `BleedBox ${box.join(' ')}`, `the trimmed page and ${bleed} mm`)
      })
  },
  {
    id: 'page-view',
    clauses: 'PDF 32000-1, 7.7.3.3, 14.11.2; ISO 15930-7; kanben',
    profiles: every,
    find: (finished) =>
      onPages(finished, (dict) => {
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
    find: (finished) =>
      onPages(finished, (dict) =>
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
    find: (finished) => {
      const keys = new Set<number>()
      return onPages(finished, (dict) => {
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
    find: (finished) =>
      onPages(finished, (dict) => unless(!look(dict, 'PresSteps'), 'presentation steps', 'none'))
  }
]

function onPages(
  { pages }: Finished,
  find: (dict: PDFDict) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return pages.flatMap(({ dict, number }) =>
    find(dict).map(({ what, want }) => ({ what: `${what} on page ${number}`, want }))
  )
}

/** Read a box of a page, or of the node of the page tree it inherits it from. */
export function boxOf(dict: PDFDict, name: string): Rectangle | undefined {
  const numbers = numbersAt(dict, name)
  const [a, b, c, d] = numbers
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  }
  const parent = /^(?:Media|Crop)Box$/.test(name) ? dictAt(dict, 'Parent') : undefined
  return parent && boxOf(parent, name)
}

/** What changes how a page is shown, or hides what is on it. */
const unseen = 'ArtBox UserUnit Trans Dur Thumb PieceInfo'.split(' ')

function inherited(dict: PDFDict | undefined, name: string): number | undefined {
  return dict && (numberAt(dict, name) ?? inherited(dictAt(dict, 'Parent'), name))
}

/** Whether a rectangle lies in another, a hundredth of a point allowed. */
export function isWithin(inner: Rectangle, outer: Rectangle): boolean {
  return (
    inner[0] >= outer[0] - 0.01 &&
    inner[1] >= outer[1] - 0.01 &&
    inner[2] <= outer[2] + 0.01 &&
    inner[3] <= outer[3] + 0.01
  )
}
