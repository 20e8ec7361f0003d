import type { PDFRef } from '@cantoo/pdf-lib'
import type { Content } from './content.ts'
import { type Mark, taggedMark } from './mark.ts'
import { textAt } from './objects.ts'
import type { StructureElement, StructureKid } from './structure-tree.ts'

/** What the tagged content of the pages says, by page and MCID. */
export type Words = ReadonlyMap<string, string>

/** Collect what is said, glyph by glyph. */
export function readWords(
  pages: ReadonlyArray<Readonly<{ ref: PDFRef; content: Content }>>
): Words {
  const words = new Map<string, string>()
  for (const { ref, content } of pages) {
    const replaced = new Set<Mark>()
    for (const { mark, text } of content.paintings) {
      const { mcid } = taggedMark(mark) ?? {}
      if (mcid === undefined) continue
      const key = `${ref} ${mcid}`
      const actual = actualMark(mark)
      const more = actual ? (replaced.has(actual) ? '' : (actual.actual ?? '')) : text
      if (actual) replaced.add(actual)
      words.set(key, (words.get(key) ?? '') + more)
    }
  }
  return words
}

/** Read an element as a reader hears it, what replaces its text included (PDF 32000-1, 14.9.4). */
export function textOfElement(
  tag: StructureElement,
  words: Words,
  leaves: (tag: StructureElement) => boolean = () => false
): string {
  const actual = textAt(tag.dict, 'ActualText')
  return actual ?? tag.kids.map((kid) => textOfKid(kid, words, leaves)).join('')
}

function textOfKid(
  kid: StructureKid,
  words: Words,
  leaves: (tag: StructureElement) => boolean
): string {
  if (kid.kind === 'content') return words.get(`${kid.page} ${kid.mcid}`) ?? ''
  return kid.kind === 'tag' && !leaves(kid.tag) ? textOfElement(kid.tag, words, leaves) : ''
}

function actualMark(mark: Mark | undefined): Mark | undefined {
  let found: Mark | undefined
  for (let at = mark; at; at = at.outer) if (at.actual !== undefined) found = at
  return found
}
