import type { Element } from 'hast'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { isNotes, type XhtmlFile } from './xhtml-files.ts'

/**
 * Add semantics to the elements of a file: `epub:type` (EPUB Structural Semantics Vocabulary) and,
 * if it exists, the DPUB-ARIA 1.1 role.
 *
 * The file is changed in place.
 */
export function nameStructures({ name, content }: XhtmlFile): void {
  if (name === 'title') mark(content, 'titlepage')
  if (name === 'colophon') mark(content, 'colophon', 'doc-colophon')
  for (const node of content.children) {
    if (node.type !== 'element' || node.tagName !== 'section') continue
    if (isNotes(node)) nameNotes(node)
    else if (node.properties.ariaLabelledBy) mark(node, 'chapter', 'doc-chapter')
  }
  visit(content, 'element', (node) => {
    // An editor's note in the text; as a landmark it would need a name.
    if (node.tagName === 'aside' && node.properties.role === undefined)
      node.properties.role = 'note'
    if (node.tagName !== 'a') return
    if (node.properties.dataFootnoteRef !== undefined) mark(node, 'noteref', 'doc-noteref')
    if (node.properties.dataFootnoteBackref !== undefined) mark(node, 'backlink', 'doc-backlink')
  })
}

/**
 * Wrap each note in an `aside` of type `footnote`, which reading systems show as a pop-up; the list
 * item around it keeps its number.
 */
function nameNotes(notes: Element): void {
  mark(notes, 'endnotes', 'doc-endnotes')
  for (const list of notes.children) {
    if (list.type !== 'element' || list.tagName !== 'ol') continue
    for (const note of list.children) {
      if (note.type !== 'element') continue
      const aside = h('aside', { id: note.properties.id }, note.children)
      mark(aside, 'footnote', 'doc-footnote')
      delete note.properties.id
      note.children = [aside]
    }
  }
}

function mark(node: Element, type: string, role?: string): void {
  node.properties['epub:type'] = type
  if (role) node.properties.role = role
}
