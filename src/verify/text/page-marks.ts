import type { VFile } from 'vfile'
import { type Edition, type PageStart, report } from '../../book.ts'
import type { PageMark } from './passage.ts'

/**
 * Each page of the PDF is marked once in an edition that shares its numbers, at the very character
 * with which it begins on paper, and none that is no page. Pages follow each other as on paper; only
 * a web edition has its colophon last, wherever it is printed.
 */
export function checkPages(
  marks: ReadonlyArray<PageMark>,
  { target, pagination }: Edition,
  name: string,
  file: VFile
): void {
  const pages = pagination?.pages ?? []
  const wanted = target === 'epub' ? pages : colophonLast(pages, pagination?.characters ?? 0)
  const labels = new Set(marks.map(({ label }) => label))
  const missing = pages.find(({ label }) => !labels.has(label))
  if (missing || marks.length !== pages.length) {
    const what = missing ? `lack of page ${missing.label}` : `${marks.length} pages`
    report(
      file,
      'edition-pages',
      `Unexpected ${what} in the ${name}, expected ${pages.length} pages`
    )
    return
  }
  for (const [index, page] of wanted.entries()) {
    const mark = marks[index]
    if (mark?.label === page.label && mark.character === page.character) continue
    const what = `page ${mark?.label} at character ${mark?.character}`
    const want = `page ${page.label} at character ${page.character}`
    report(file, 'edition-pages', `Unexpected ${what} in the ${name}, expected ${want}`)
    return
  }
}

function colophonLast(
  pages: ReadonlyArray<PageStart>,
  characters: number
): ReadonlyArray<PageStart> {
  const isColophon = ({ part }: PageStart) => part === 'colophon'
  const last = pages.filter(isColophon).map((page) => ({ ...page, character: characters }))
  return [...pages.filter((page) => !isColophon(page)), ...last]
}
