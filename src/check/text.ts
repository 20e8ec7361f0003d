import type { Nodes } from 'hast'
import type { VFile } from 'vfile'
import { type Book, report } from '../book.ts'
import { inline } from './passage.ts'

/** A stretch of text and where a person finds it. */
type Stretch<Where> = Readonly<{
  text: string
  where: Where
  /** Whether it goes on in the block of the stretch before it. */
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

/** The text an edition must have; each character knows its line of the source, the title's none. */
export type Wording = Readonly<{
  characters: ReadonlyArray<Character<number | undefined>>
  /** Index of the first character of each element that has an identifier and text. */
  startOf: ReadonlyMap<string, number>
}>

/** Take the wording out of the book: the title, then the body, and nothing generated. */
export function wordingOf({ meta, body }: Book): Wording {
  const stretches: Stretch<number | undefined>[] = [{ text: meta.title, where: undefined }]
  const startOf = new Map([['title', 0]])
  let count = countOf(meta.title)
  let continues = false
  walk(body)
  return { characters: charactersOf(stretches), startOf }

  function walk(node: Nodes): void {
    if (node.type === 'text') {
      stretches.push({ text: node.value, where: node.position?.start.line, continues })
      count += countOf(node.value)
      continues = true
    }
    if (!('children' in node)) return
    const { id, dataApparatus } = node.type === 'element' ? node.properties : {}
    if (dataApparatus === 'generated') return
    const start = count
    const isBlock = node.type !== 'element' || !inline.has(node.tagName)
    if (isBlock) continues = false
    for (const child of node.children) walk(child)
    if (isBlock) continues = false
    if (typeof id === 'string' && count > start) startOf.set(id, start)
  }
}

/** Take stretches of text apart into characters. */
export function charactersOf<Where>(
  stretches: ReadonlyArray<Stretch<Where>>
): ReadonlyArray<Character<Where>> {
  const characters: Character<Where>[] = []
  let space: boolean | undefined
  for (const { text, where, continues } of stretches) {
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

function countOf(text: string): number {
  return [...text.replaceAll(/\s/gu, '')].length
}

/**
 * Compare the text read back from an edition with the text of the book, character by character.
 *
 * The first difference is a message at its line of the source that says where in the edition it
 * is. Where white space may or may not stand, only what both sides can tell is compared.
 *
 * @param place names a place of the edition.
 * @returns whether they are equal.
 */
export function compareText<Where>(
  expected: ReadonlyArray<Character<number | undefined>>,
  found: ReadonlyArray<Character<Where>>,
  place: (where: Where) => string,
  file: VFile
): boolean {
  const length = Math.max(expected.length, found.length)
  for (let index = 0; index < length; index++) {
    const want = expected[index]
    const have = found[index]
    if (want && have && want.value === have.value && agree(want.space, have.space)) continue
    const last = have ?? found.at(-1)
    const line = (want ?? expected.at(-1))?.where
    const where = last ? place(last.where) : 'edition'
    report(
      file,
      'edition-text',
      `Unexpected ${quote(found, index)} in the ${where}, expected ${quote(expected, index)}`,
      line === undefined ? undefined : { line, column: 1 }
    )
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
