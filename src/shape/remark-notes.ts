import type { FootnoteDefinition, Nodes, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'

/** Report notes that are never called and duplicate notes: neither is printed. */
export function remarkNotes(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const notes = new Map<string, FootnoteDefinition>()
    visit(tree, 'footnoteDefinition', (node) => {
      if (notes.has(node.identifier)) {
        const reason = `Unexpected second note \`[^${node.label}]\`, expected each once`
        report(file, 'note-uncalled', reason, node)
      } else notes.set(node.identifier, node)
    })
    const called = new Set(callsIn(tree))
    // Iterating a set includes what is added meanwhile: called notes may call others.
    for (const name of called) {
      for (const next of callsIn({ type: 'root', children: notes.get(name)?.children ?? [] })) {
        called.add(next)
      }
    }
    for (const [name, node] of notes) {
      if (called.has(name)) continue
      const reason = `Unexpected note \`[^${node.label}]\`, expected a call of it in the text`
      report(file, 'note-uncalled', reason, node)
    }
  }
}

function callsIn(node: Nodes): ReadonlyArray<string> {
  if (node.type === 'footnoteReference') return [node.identifier]
  if (node.type === 'footnoteDefinition' || !('children' in node)) return []
  return node.children.flatMap(callsIn)
}
