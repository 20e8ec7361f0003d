import type { Edition } from '../../src/book.ts'
import type { Glyph } from '../../src/verify/read/pdf/glyphs.ts'
import { readPdf } from '../../src/verify/read/pdf.ts'

/** CSS px in a millimetre. */
const px = 96 / 25.4

/** Read the text on the panels of a cover, from left to right; `spine` and `width` of a page in mm. */
export async function panelsOf({
  edition,
  spine,
  width
}: Readonly<{ edition: Edition; spine: number; width: number }>): Promise<ReadonlyArray<string>> {
  const {
    painted: [sheet]
  } = await readPdf(edition.bytes)
  const glyphs = (sheet?.glyphs ?? []).filter(({ text }) => text.trim() !== '')
  const folds = [width * px, (width + spine) * px]
  const panelOf = ({ x }: Glyph) => folds.filter((fold) => x >= fold).length
  return [0, 1, 2].map((panel) =>
    glyphs
      .filter((glyph) => panelOf(glyph) === panel)
      .map(({ text }) => text)
      .join('')
  )
}
