import type { Calls } from '../../pdf/calls.ts'
import type { StructureElement } from '../../pdf/structure-tree.ts'
import { textOfElement } from '../../pdf/words.ts'
import { memoizeByObject } from '../memoize.ts'
import type { FinishedPdf } from './finished.ts'

/** The document in the tags: its title, the parts of its text, and which notes are called where. */
export type Body = Readonly<{
  title: StructureElement | undefined
  parts: ReadonlyArray<StructureElement>
  calls: Calls
}>

/** Find the document among the tags, without title page, contents and colophon, which kanben adds. */
export const readBody: (finished: FinishedPdf) => Body = memoizeByObject((finished) => {
  const { calls } = finished
  const [document] = finished.tags.top
  const all = tagsIn(document)
  const title = all.findIndex((part) => headingOf(part)?.type === 'H1')
  const parts = all.slice(title + 1)
  const colophon = colophonOf(parts, finished)
  const isOwn = (part: StructureElement) =>
    part !== colophon && !isContents(part) && !isNotes(part, finished, calls)
  return {
    title: headingOf(all[title]),
    parts: parts.filter((part) => isOwn(part) && !calls.notes.has(part)),
    calls
  }
})

/** A document may have a section of this name itself; before it or behind it stands kanben's. */
function colophonOf(
  parts: ReadonlyArray<StructureElement>,
  { settings, words }: FinishedPdf
): StructureElement | undefined {
  const [colophon, text] = [settings.parts.indexOf('colophon'), settings.parts.indexOf('text')]
  if (colophon < 0) return undefined
  const named = parts.filter((part) => isNamed(part, /^版本记录$/, words))
  return colophon < text ? named[0] : named.at(-1)
}

/** Only the contents of a document have such a list. */
function isContents(part: StructureElement): boolean {
  return part.type === 'Sect' && tagsIn(part).some(({ type }) => type === 'TOC')
}

/** Notes behind the text have a heading of kanben's. */
function isNotes(
  part: StructureElement,
  { settings, words }: FinishedPdf,
  { notes }: Calls
): boolean {
  if (settings.notes !== 'end' || !isNamed(part, /^(?:注释|编者注)$/, words)) return false
  const others = tagsIn(part).filter(({ type }) => !/^H[23]$/.test(type))
  return others.length > 0 && others.every((tag) => notes.has(tag))
}

function isNamed(part: StructureElement, name: RegExp, words: FinishedPdf['words']): boolean {
  const heading = part.type === 'Sect' ? headingOf(part) : undefined
  return heading !== undefined && name.test(textOfElement(heading, words).replaceAll(/\s/gu, ''))
}

function headingOf(part: StructureElement | undefined): StructureElement | undefined {
  return tagsIn(part).find(({ type }) => /^H[1-6]$/.test(type))
}

/** List the elements an element holds. */
export function tagsIn(tag: StructureElement | undefined): ReadonlyArray<StructureElement> {
  return (tag?.kids ?? []).flatMap((kid) => (kid.kind === 'tag' ? [kid.tag] : []))
}
