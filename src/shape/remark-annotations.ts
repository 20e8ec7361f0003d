import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Root, RootContent, Text } from 'mdast'
import type { Point } from 'unist'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { graphemesOf, report } from '../book.ts'
import { spanOf } from './span.ts'

/** Characters with their readings, or a name. */
type Annotation = Extract<RootContent, { type: 'annotation' }>

/**
 * Report annotations with neither one reading for all characters nor one for each, and those
 * separated by `\|` outside a table, where that is a literal bar.
 */
export function remarkAnnotations(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    const inTables = new Set<Annotation>()
    visit(tree, 'table', (table) => {
      visit(table, 'annotation', (node) => {
        inTables.add(node)
      })
    })
    visit(tree, 'annotation', (node) => {
      checkReadings(node, source, file)
      if (node.bar === '|' || inTables.has(node)) return
      const reason = 'Unexpected `\\|` between braces, expected `|`, or `\\{` for the brace itself'
      report(file, 'annotation', reason, node)
    })
  }
}

function checkReadings(node: Annotation, source: string, file: VFile): void {
  const [base, ...readings] = node.children
  if (!base || readings.length < 2) return
  const { start = 0, end = 0 } = spanOf(base) ?? {}
  const count = graphemesOf(base.value).length
  if (readings.length !== count) {
    const expected = count > 1 ? `1 or ${count}` : '1'
    const reason = `Unexpected ${readings.length} readings of “${base.value}”, expected ${expected}`
    report(file, 'annotation', reason, node)
  } else if (source.slice(start, end) !== base.value) {
    // The place of each character is computed from its offset in the text.
    const reason = `Unexpected escape in characters with a reading each, expected “${base.value}”`
    report(file, 'annotation', reason, base)
  }
}

/** Turn an annotation into HTML: a `ruby` for each reading, or a `u` with the kind of name as class. */
export function toAnnotation(_: unknown, { kind, children }: Annotation): Array<ElementContent> {
  const [base, ...readings] = children
  if (!base) return []
  if (kind !== 'readings') return [h('u', { className: [kind] }, base)]
  const bases = readings.length > 1 ? charactersOf(base) : [base]
  return readings.map((reading, index) => h('ruby', [bases[index] ?? base, h('rt', reading)]))
}

/** Split a text into its characters, each with its place in the source. */
function charactersOf({ value, position }: Text): ReadonlyArray<Text> {
  const { line, column, offset = 0 } = position?.start ?? { line: 1, column: 1 }
  let length = 0
  const here = (): Point => ({ line, column: column + length, offset: offset + length })
  return graphemesOf(value).map((character) => {
    const start = here()
    length += character.length
    return { type: 'text', value: character, position: { start, end: here() } }
  })
}
