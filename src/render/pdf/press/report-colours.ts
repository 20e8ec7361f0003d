import type { Element } from 'hast'
import type { VFile } from 'vfile'
import { type RuleId, report, setPrintedPlace, type Typeset } from '../../../book.ts'
import type { Encounter } from '../content/colour/encounter.ts'

/** A use of colour on a page, and the image it is in, if any. */
export type ColourUse = Readonly<{
  page: number
  image?: Element | undefined
  encounter: Encounter
}>

const rules: Readonly<Record<Encounter['kind'], RuleId>> = {
  colour: 'press-grey',
  blend: 'press-blend',
  fault: 'press-colour'
}

/**
 * Report what was not grey: each image and each colour of a style once, at its place in the source;
 * and what cannot be converted to grey, which withholds the press file. Earlier reports are not
 * repeated.
 *
 * @returns whether the press file may be written.
 */
export function reportColours(
  colourUses: ReadonlyArray<ColourUse>,
  { leaves }: Typeset<'pdf' | 'cover'>,
  file: VFile
): boolean {
  const known = new Set(file.messages.map(({ reason }) => reason))
  const telling = colourUses.filter((colourUse) => isTelling(colourUse, colourUses))
  for (const wording of new Set(telling.map(wordingOf))) {
    const group = telling.filter((colourUse) => wordingOf(colourUse) === wording)
    const [first] = group
    if (!first) continue
    const { page, image, encounter } = first
    const others = new Set(group.map(({ page }) => page)).size - 1
    const where = `on page ${leaves[page]?.label}${others > 0 ? ` and ${others} more` : ''}`
    const expected = encounter.kind === 'fault' ? 'what can be printed in black' : 'greys'
    const reason = `Unexpected ${wording} ${where}, expected ${expected}`
    if (known.has(reason)) continue
    setPrintedPlace(report(file, rules[encounter.kind], reason, image), { page })
  }
  return colourUses.every(({ encounter }) => encounter.kind !== 'fault')
}

/** Tell whether a use must be reported: a blend mode only if it blends colours. */
function isTelling(
  { page, image, encounter }: ColourUse,
  colourUses: ReadonlyArray<ColourUse>
): boolean {
  const isNear = (other: ColourUse) =>
    other.page === page && other.image === image && other.encounter.kind === 'colour'
  return encounter.kind !== 'blend' || colourUses.some(isNear)
}

/** Describe what was found, and in which image. */
function wordingOf({ image, encounter: { kind, what } }: ColourUse): string {
  return image ? `${kind === 'colour' ? 'colours' : what} in ${image.properties.src}` : what
}
