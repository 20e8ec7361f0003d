import type { MarkupElement, MarkupFile } from '../read/markup.ts'
import { unseen } from '../read/markup.ts'
import { countOf } from './characters.ts'

/** The text of one block of an edition, as its bytes give it back. */
export type Passage = Readonly<{
  /** The text as it stands, white space included; never white space alone. */
  text: string
  /** Where a person finds it: a file of an EPUB; empty in an edition of one file. */
  where: string
}>

/** Elements that stand in a line with the text around them; all others are blocks. */
export const inline: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark q ruby rb rt rtc s ' +
    'samp small span strong sub sup time u var wbr'
  ).split(' ')
)

/**
 * Take the text out of parsed files, in reading order, one passage a block.
 *
 * What kanben added (`data-apparatus="generated"`) and what nobody sees is left out.
 */
export function passagesOf(documents: ReadonlyArray<MarkupFile>): ReadonlyArray<Passage> {
  const passages: Passage[] = []
  for (const { tags, path: where } of documents) {
    let text = ''
    const end = (): void => {
      if (text.trim() !== '') passages.push({ text, where })
      text = ''
    }
    const walk = (tag: MarkupElement): void => {
      if (isLeftOut(tag)) return
      const isBlock = !inline.has(tag.name)
      if (isBlock) end()
      for (const child of tag.children) {
        if (typeof child === 'string') text += child
        else walk(child)
      }
      if (isBlock) end()
    }
    for (const tag of tags) if (!tag.parent) walk(tag)
    end()
  }
  return passages
}

/** Where an edition says that a page of the PDF begins: its label, and the character that follows. */
export type PageMark = Readonly<{ label: string; character: number }>

/**
 * Find the marks of pages in parsed files, in reading order: the elements whose identifier is
 * `page-` and a label, wherever they stand.
 *
 * @param isText whether the text of a file is part of the document and counts.
 */
export function pageMarksOf(
  documents: ReadonlyArray<MarkupFile>,
  isText: (document: MarkupFile) => boolean = () => true
): ReadonlyArray<PageMark> {
  const marks: PageMark[] = []
  let characters = 0
  const walk = (tag: MarkupElement, outer: boolean): void => {
    const label = /^page-(.+)$/s.exec(tag.attributes.id ?? '')?.[1]
    if (label !== undefined) marks.push({ label, character: characters })
    const isRead = outer && !isLeftOut(tag)
    for (const child of tag.children) {
      if (typeof child !== 'string') walk(child, isRead)
      else if (isRead) characters += countOf(child)
    }
  }
  for (const document of documents) {
    for (const tag of document.tags) if (!tag.parent) walk(tag, isText(document))
  }
  return marks
}

function isLeftOut({ name, attributes }: MarkupElement): boolean {
  const { style = '' } = attributes
  return (
    unseen.has(name) ||
    attributes['data-apparatus'] === 'generated' ||
    attributes.hidden !== undefined ||
    /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)/i.test(style)
  )
}
