import { boxOf, mm } from '../../../pdf/boxes.ts'
import type { PdfPage } from '../../../pdf/document.ts'
import { isInArtifact } from '../../../pdf/mark.ts'
import { dictAt, nameAt, numbersAt } from '../../../pdf/objects.ts'
import { textOfElement } from '../../../pdf/words.ts'
import { type Check, every, printed, read, unless } from '../../../standards/fault.ts'
import { onPages } from '../../../standards/on-pages.ts'
import type { FinishedPdf } from '../finished.ts'

/** The pages: as many as were laid out, as large as the template says, turned the way it is written. */
export const housePageChecks: ReadonlyArray<Check<FinishedPdf>> = [
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
    find: (file) =>
      onPages(file, ({ dict }) => {
        const { width, height } = file.settings.page
        const [left, bottom, right, top] = boxOf(dict, 'TrimBox') ?? [0, 0, 0, 0]
        const isRight =
          Math.abs(right - left - width * mm) < 0.01 && Math.abs(top - bottom - height * mm) < 0.01
        return unless(isRight, 'TrimBox', `the ${width} × ${height} mm of the template`)
      })
  },
  {
    id: 'page-bleed',
    clauses: 'ISO 15930-7',
    profiles: printed,
    find: (file) =>
      onPages(file, ({ dict }) => {
        const { bleed } = file.settings.press
        const [trim, box] = [boxOf(dict, 'TrimBox'), numbersAt(dict, 'BleedBox')]
        const isRight = [-1, -1, 1, 1].every((way, index) => {
          const edge = (trim?.[index] ?? 0) + way * bleed * mm
          return Math.abs((box[index] ?? Number.NaN) - edge) < 0.01
        })
        return unless(isRight, `BleedBox ${box.join(' ')}`, `the trimmed page and ${bleed} mm`)
      })
  },
  {
    id: 'content-furniture',
    clauses: 'ISO 14289-1, 7.1; kanben',
    profiles: read,
    find: (file) => {
      // The head of a table is painted again on each page the table goes on to.
      const heads = file.tags.all
        .filter(({ type }) => type === 'TH')
        .map((tag) => textOfElement(tag, file.words))
      return onPages(file, (page) => {
        const [left, bottom, right, top] = typeArea(file, page)
        return page.content.paintings.flatMap(({ mark, text, box }) => {
          const isText = /[\p{L}\p{N}]/u.test(text) && isInArtifact(mark)
          const isWithin = box[0] > left && box[1] > bottom && box[2] < right && box[3] < top
          const isAgain = heads.some((head) => head.includes(text))
          return unless(
            !isText || !isWithin || isAgain,
            `artifact ${text} in the type area`,
            'a tag'
          )
        })
      })
    }
  },
  {
    id: 'reading-direction',
    clauses: 'PDF 32000-1, 12.2; kanben',
    profiles: every,
    find: ({ catalog, settings: { writing } }) => {
      const found = nameAt(dictAt(catalog, 'ViewerPreferences'), 'Direction') ?? 'L2R'
      const wanted = writing === 'vertical' ? 'R2L' : 'L2R'
      return unless(found === wanted, `direction ${found} of the pages`, wanted)
    }
  }
]

/** The type area of a page, PDF points. */
function typeArea(
  { settings }: FinishedPdf,
  { number }: PdfPage
): readonly [number, number, number, number] {
  const { writing, page, margin, mirrored, size, pitch, measure, lines } = settings
  const along = measure * size
  const across = (lines - 1) * pitch + size
  const [width, height] = writing === 'horizontal' ? [along, across] : [across, along]
  const isVerso = mirrored && number % 2 === 0
  const left = isVerso ? page.width - margin.inner - width : margin.inner
  const top = page.height - margin.head
  return [left * mm, (top - height) * mm, (left + width) * mm, top * mm]
}
