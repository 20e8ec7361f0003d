import { toString as textOf } from 'hast-util-to-string'
import { classesOf, type MergedElement } from './merge-fragments.ts'
import type { Children, StructureElement } from './structure-element.ts'

/** Tags the content of an element. */
type Inside = (merged: MergedElement, lang: string) => Children

/**
 * Tag a list. Of a list of notes only the notes are tagged; in a list of signatories the office is
 * the label.
 */
export function tagList(list: MergedElement, lang: string, inside: Inside): Children {
  const items = elementsOf(list)
  if (items.some(({ element }) => String(element.properties.id).startsWith('note-'))) {
    return items.map((item) => tagNote(item, lang, inside))
  }
  const numbering = numberingOf(list)
  return [
    {
      role: 'L',
      attributes: { List: { ListNumbering: numbering } },
      children: items.map((item) => tagItem(item, lang, inside))
    }
  ]
}

function tagItem(item: MergedElement, lang: string, inside: Inside): StructureElement {
  const [office, name] = ['office', 'name'].map((part) => elementsOf(item).find(is(part)))
  if (office && name) {
    return tagEntry(inside(office, lang), [{ role: 'P', children: inside(name, lang) }])
  }
  const { marker, rest } = partMarker(item)
  return tagEntry(marker ? inside(marker, lang) : [], inside(rest, lang))
}

function tagEntry(label: Children, body: Children): StructureElement {
  const labels: ReadonlyArray<StructureElement> =
    label.length > 0 ? [{ role: 'Lbl', children: label }] : []
  return { role: 'LI', children: [...labels, { role: 'LBody', children: body }] }
}

/** Tag a note; its marker is its label. */
export function tagNote(note: MergedElement, lang: string, inside: Inside): StructureElement {
  const { marker, rest } = partMarker(note)
  const { id } = note.element.properties
  const label: ReadonlyArray<StructureElement> = marker
    ? [{ role: 'Lbl', children: inside(marker, lang) }]
    : []
  return {
    role: 'Note',
    ...(typeof id === 'string' ? { id } : {}),
    children: [...label, ...inside(rest, lang)]
  }
}

/** Tag terms and descriptions; a row without a term belongs to the one above. */
export function tagTerms(list: MergedElement, lang: string, inside: Inside): StructureElement {
  const entries: Array<{ term: Children; values: Array<StructureElement> }> = []
  for (const cell of elementsOf(list).flatMap(elementsOf)) {
    const children = inside(cell, lang)
    const isTerm = cell.element.tagName === 'dt'
    if (isTerm || entries.length === 0) entries.push({ term: isTerm ? children : [], values: [] })
    if (!isTerm) entries.at(-1)?.values.push({ role: 'P', children })
  }
  return {
    role: 'L',
    attributes: { List: { ListNumbering: 'None' } },
    children: entries.map(({ term, values }) => tagEntry(term, values))
  }
}

/** Tag the contents: the heading and the nested entries. */
export function tagContents(merged: MergedElement, lang: string, inside: Inside): Children {
  return elementsOf(merged).flatMap((child) => {
    if (child.element.tagName !== 'ol') return inside({ ...merged, children: [child] }, lang)
    return [
      {
        role: 'TOC',
        children: elementsOf(child).map((entry) => ({
          role: 'TOCI',
          children: tagContents(entry, lang, inside)
        }))
      } satisfies StructureElement
    ]
  })
}

/** Return the ListNumbering of a list (14.8.5.5). */
function numberingOf({ element, children }: MergedElement): string {
  if (element.tagName === 'ul') return children.some(isSignatory) ? 'None' : 'Disc'
  return /^[a-z]\./.test(textOf(element)) ? 'LowerAlpha' : 'Decimal'
}

function isSignatory(child: MergedElement['children'][number]): boolean {
  return 'element' in child && elementsOf(child).some(is('office'))
}

/** Separate the marker of an item or note from its first paragraph. */
function partMarker(
  item: MergedElement
): Readonly<{ marker?: MergedElement; rest: MergedElement }> {
  const [first, ...others] = elementsOf(item)
  const [marker, ...text] = first?.children ?? []
  if (!first || !marker || !('element' in marker) || !is('marker')(marker)) return { rest: item }
  const paragraph = text.length > 0 ? [{ ...first, children: text }] : []
  return { marker, rest: { ...item, children: [...paragraph, ...others] } }
}

function elementsOf({ children }: MergedElement): ReadonlyArray<MergedElement> {
  return children.flatMap((child) => ('element' in child ? [child] : []))
}

function is(name: string): (merged: MergedElement) => boolean {
  return ({ element }) => classesOf(element).includes(name)
}
