import type { Book } from '../../book.ts'
import { has, type MarkupElement, type MarkupFile, markupFileOf } from '../read/markup.ts'

/** An edition as its book is compared with it. */
export type ComparedMarkup = Readonly<{
  book: Book
  /** The files of the text in reading order. */
  documents: ReadonlyArray<MarkupFile>
  /** Find where a link leads: `#p57`, or an address as it is; and what an image shows. */
  targetOf: (tag: MarkupElement) => string
  bytesOf: (tag: MarkupElement) => Uint8Array | undefined
}>

/** List the elements of the book. */
export function elementsOfBook({ body }: Book): ReadonlyArray<MarkupElement> {
  return markupFileOf(body, '').tags
}

/** Leave out what was added. */
export function inText(tags: ReadonlyArray<MarkupElement>): ReadonlyArray<MarkupElement> {
  return tags.filter(({ isGenerated }) => !isGenerated)
}

/** Say what an element is: a note is an item of its list, though a box in the item has its name. */
export function kindOf(tag: MarkupElement): string {
  return has(tag, 'epub:type', 'footnote') ? 'li' : tag.name
}

/** Take a fragment out of its per cent encoding; a stray `%` stands for itself. */
export function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
