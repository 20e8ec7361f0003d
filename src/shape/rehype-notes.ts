import type { Element, ElementContent, Root } from 'hast'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'

type Note = Readonly<{ item: Element; name: string; number: string; isEditors: boolean }>

/**
 * Set the notes: the document's, numbered 1, 2, 3, and separately the editor's (`[^ed-1]`),
 * numbered a, b, c.
 *
 * Numbers, headings and back links are generated. Identifiers are `note-1` for notes, and `call-1`,
 * `call-1-2` for calls.
 */
export function rehypeNotes(): (tree: Root) => undefined {
  return (tree) => {
    const section = tree.children.find(
      (node) => node.type === 'element' && node.properties.dataFootnotes !== undefined
    )
    if (section?.type !== 'element') return
    const notes = notesOf(section)
    const calls = nameCalls(tree, notes)
    for (const note of notes) setNote(note, calls.get(note.name) ?? 0)
    const ours = notes.filter(({ isEditors }) => !isEditors).map(({ item }) => item)
    const editors = notes.filter(({ isEditors }) => isEditors).map(({ item }) => item)
    const title = ours.length > 0 ? '注释' : '编者注'
    section.properties = { className: ['notes'], dataFootnotes: true, ariaLabelledBy: ['notes'] }
    section.children = [h('h2#notes', { dataApparatus: 'generated' }, title)]
    if (ours.length > 0) section.children.push(h('ol', ours))
    if (editors.length === 0) return
    if (ours.length > 0) {
      section.children.push(h('h3#notes-editor', { dataApparatus: 'generated' }, '编者注'))
    }
    section.children.push(h('ol', { type: 'a', dataApparatus: 'editor' }, editors))
  }
}

function notesOf(section: Element): ReadonlyArray<Note> {
  const counts = { ours: 0, editors: 0 }
  const list = section.children.find((node) => node.type === 'element' && node.tagName === 'ol')
  const items = list?.type === 'element' ? list.children : []
  return items.flatMap((item) => {
    if (item.type !== 'element') return []
    const name = String(item.properties.id)
    const isEditors = name.startsWith('note-fn-ed-')
    const count = isEditors ? ++counts.editors : ++counts.ours
    return [{ item, name, number: isEditors ? letters(count) : String(count), isEditors }]
  })
}

/** Link each call to its note; return how often each note is called. */
function nameCalls(tree: Root, notes: ReadonlyArray<Note>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const byName = new Map(notes.map((note) => [note.name, note]))
  visit(tree, { type: 'element', tagName: 'sup' }, (node) => {
    const link = node.type === 'element' ? node.children[0] : undefined
    if (node.type !== 'element' || link?.type !== 'element') return
    if (link.properties.dataFootnoteRef === undefined) return
    const note = byName.get(String(link.properties.href).slice(1))
    if (!note) throw new Error(`No note ${String(link.properties.href)}`)
    const count = (counts.get(note.name) ?? 0) + 1
    counts.set(note.name, count)
    node.properties = { dataApparatus: 'generated' }
    link.properties = {
      href: `#note-${note.number}`,
      id: callOf(note, count),
      dataFootnoteRef: true,
      ariaLabel: `${note.isEditors ? '编者注' : '注释'}${note.number}`
    }
    link.children = [{ type: 'text', value: note.number }]
  })
  return counts
}

function setNote(note: Note, calls: number): void {
  const { item, number } = note
  item.properties = { id: `note-${number}` }
  const holder = lastParagraph(item) ?? item
  const first = holder.children.findIndex(isWayBack)
  const text = holder.children[first - 1]
  // The space before the back links is not in the source.
  if (text?.type === 'text') text.value = text.value.replace(/ $/, '')
  const ways = Array.from({ length: calls }, (_, index) =>
    h(
      'a',
      {
        href: `#${callOf(note, index + 1)}`,
        dataFootnoteBackref: '',
        ariaLabel: calls > 1 ? `回到正文第${index + 1}处` : '回到正文'
      },
      '↑'
    )
  )
  holder.children.splice(
    first,
    holder.children.length,
    h('span', { dataApparatus: 'generated' }, ways)
  )
}

function lastParagraph(item: Element): Element | undefined {
  const last = item.children.findLast((child) => child.type === 'element')
  return last?.type === 'element' && last.tagName === 'p' ? last : undefined
}

function isWayBack(node: ElementContent): boolean {
  return node.type === 'element' && node.properties.dataFootnoteBackref !== undefined
}

function callOf({ number }: Note, count: number): string {
  return count > 1 ? `call-${number}-${count}` : `call-${number}`
}

/** Write a number in letters, as HTML does for `type="a"`: a, b, … z, aa. */
function letters(count: number): string {
  const rest = (count - 1) % 26
  const head = Math.floor((count - 1) / 26)
  return (head > 0 ? letters(head) : '') + String.fromCharCode(97 + rest)
}
