import type { Element } from 'hast'
import { visit } from 'unist-util-visit'
import { isNotes, type Sheet } from './sheets.ts'

/**
 * Say what the elements of a sheet are, in the words of the EPUB Structural Semantics Vocabulary
 * and, wherever DPUB-ARIA 1.1 has one, by the role of the same name.
 *
 * The sheet is changed in place.
 */
export function nameStructures({ name, content }: Sheet): void {
  if (name === 'title') mark(content, 'titlepage')
  if (name === 'colophon') mark(content, 'colophon', 'doc-colophon')
  for (const node of content.children) {
    if (node.type !== 'element' || node.tagName !== 'section') continue
    if (isNotes(node)) nameNotes(node)
    else if (node.properties.ariaLabelledBy) mark(node, 'chapter', 'doc-chapter')
  }
  visit(content, { tagName: 'a' }, (node) => {
    if (node.type !== 'element') return
    if (node.properties.dataFootnoteRef !== undefined) mark(node, 'noteref', 'doc-noteref')
    if (node.properties.dataFootnoteBackref !== undefined) mark(node, 'backlink', 'doc-backlink')
  })
}

function nameNotes(notes: Element): void {
  mark(notes, 'endnotes', 'doc-endnotes')
  const list = notes.children.find((node) => node.type === 'element' && node.tagName === 'ol')
  if (list?.type !== 'element') return
  // The role doc-endnote is deprecated: an item of a list may not give up being one.
  for (const note of list.children) if (note.type === 'element') mark(note, 'endnote')
}

function mark(node: Element, type: string, role?: string): void {
  node.properties['epub:type'] = type
  if (role) node.properties.role = role
}
