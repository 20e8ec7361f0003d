import type { Edition } from '../src/book.ts'
import { type Glyph, readGlyphs } from '../src/check/glyphs.ts'
import { readStructure } from '../src/check/structure.ts'

/** CSS px in a millimetre. */
const px = 96 / 25.4

/** Read the text on the panels of a cover, from left to right; `spine` and `width` of a page in mm. */
export async function panelsOf({
  edition,
  spine,
  width
}: Readonly<{ edition: Edition; spine: number; width: number }>): Promise<ReadonlyArray<string>> {
  const { trims } = await readStructure(edition.bytes)
  const [sheet] = await readGlyphs(edition.bytes, trims)
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
