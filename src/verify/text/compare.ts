import type { VFile } from 'vfile'
import { type PrintedPlace, report, setPrintedPlace } from '../../book.ts'
import type { Character } from './characters.ts'

/**
 * Compare the text read back from an edition with the text of the book, character by character.
 *
 * The first difference is a message at its line of the source that says where in the edition it
 * is. Where white space may or may not stand, only what both sides can tell is compared.
 *
 * @param place names a place of the edition.
 * @param printed tells it on the printed pages, of an edition that has any.
 * @returns whether they are equal.
 */
export function compareText<Where>(
  expected: ReadonlyArray<Character<number | undefined>>,
  found: ReadonlyArray<Character<Where>>,
  place: (where: Where) => string,
  file: VFile,
  printed?: (where: Where) => PrintedPlace
): boolean {
  const length = Math.max(expected.length, found.length)
  for (let index = 0; index < length; index++) {
    const want = expected[index]
    const have = found[index]
    if (want && have && want.value === have.value && agree(want.space, have.space)) continue
    const last = have ?? found.at(-1)
    const line = (want ?? expected.at(-1))?.where
    const where = last ? place(last.where) : 'edition'
    const message = report(
      file,
      'edition-text',
      `Unexpected ${quote(found, index)} in the ${where}, expected ${quote(expected, index)}`,
      line === undefined ? undefined : { line, column: 1 }
    )
    if (last && printed) setPrintedPlace(message, printed(last.where))
    return false
  }
  return true
}

function agree(want: boolean | undefined, have: boolean | undefined): boolean {
  return want === undefined || have === undefined || want === have
}

/** Quote a character with what follows it, and by its code point, since some look alike. */
function quote(text: ReadonlyArray<Character<unknown>>, index: number): string {
  const first = text[index]
  if (!first) return 'end of the text'
  const code = first.value.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
  const context = text
    .slice(index, index + 12)
    .map(({ value, space }) => (space ? ` ${value}` : value))
    .join('')
  return `“${context}” (U+${code})`
}
