/** A part of text and where a person finds it. */
export type TextPart<Where> = Readonly<{
  text: string
  where: Where
  /** Whether it goes on in the block of the part before it. */
  continues?: boolean
}>

/**
 * One character of a text; white space is no character of its own.
 *
 * `space` tells whether white space stands before it; undefined where a block or a printed line
 * begins, since nobody can tell there.
 */
export type Character<Where> = Readonly<{
  value: string
  space: boolean | undefined
  where: Where
}>

/** Take parts of text apart into characters. */
export function charactersOf<Where>(
  parts: ReadonlyArray<TextPart<Where>>
): ReadonlyArray<Character<Where>> {
  const characters: Character<Where>[] = []
  let space: boolean | undefined
  for (const { text, where, continues } of parts) {
    if (!continues) space = undefined
    for (const value of text) {
      if (/\s/u.test(value)) {
        if (space === false) space = true
      } else {
        characters.push({ value, space, where })
        space = false
      }
    }
  }
  return characters
}

/** Count the characters of a text. */
export function countOf(text: string): number {
  return [...text.replaceAll(/\s/gu, '')].length
}

/**
 * Take accented letters apart into letter and accents: a font may paint both as one glyph, which
 * stands for the letter that Unicode holds to be the same (canonical equivalence, UAX 15). Han
 * characters are left alone, since their equivalents are others to a reader.
 */
export function decompose(text: string): string {
  return text.replaceAll(/\P{Script=Han}+/gu, (run) => run.normalize('NFD'))
}
