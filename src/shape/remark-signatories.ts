import type { List, ListItem, PhrasingContent, Root } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import type { Point } from 'unist'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import type { Directive } from './remark-directives.ts'
import { spanOf } from './span.ts'

/** Turn `:::signatories` into a section with a list of offices and names, `sig1`, `sig2`, … */
export function remarkSignatories(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    let isSecond = false
    for (const node of tree.children) {
      if (node.type !== 'containerDirective' || node.name !== 'signatories') continue
      if (isSecond) {
        const reason = 'Unexpected second `:::signatories`, expected one'
        report(file, 'directive-content', reason, node)
      }
      isSecond = true
      const list = setSignatories(node, file)
      if (!list) continue
      for (const [index, item] of list.children.entries()) {
        item.data = { hProperties: { id: `sig${index + 1}` } }
      }
      node.children = [list]
      node.data = {
        hName: 'section',
        hProperties: { className: ['signatories'], id: 'signatories', ariaLabel: '签署' }
      }
    }
  }
}

/**
 * Split each item of a directive's only list at its last space or U+3000 into office, separator and
 * name.
 *
 * @returns the list; `undefined`, and a message on the file, if the directive contains anything
 * else.
 */
export function setSignatories(directive: Directive, file: VFile): List | undefined {
  const [list, ...rest] = directive.children
  if (list?.type !== 'list' || list.ordered || rest.length > 0) {
    const reason = `Unexpected content of \`:::${directive.name}\`, expected one list with bullets`
    report(
      file,
      'directive-content',
      reason,
      (list?.type === 'list' && rest[0]) || list || directive
    )
    return undefined
  }
  // One line for each item: blank lines between them make no paragraphs.
  list.spread = false
  for (const item of list.children) {
    item.spread = false
    setItem(item, file)
  }
  return list
}

function setItem(item: ListItem, file: VFile): void {
  const [paragraph, ...rest] = item.children
  const [text, ...more] = paragraph?.type === 'paragraph' ? paragraph.children : []
  const span = text && spanOf(text)
  const source = span ? String(file).slice(span.start, span.end) : ''
  const isPlain = rest.length + more.length === 0 && (item.checked ?? undefined) === undefined
  if (
    paragraph?.type !== 'paragraph' ||
    text?.type !== 'text' ||
    !isPlain ||
    source.includes('\n')
  ) {
    const reason = 'Unexpected markup or lines in a signatory, expected one line of plain text'
    report(file, 'directive-content', reason, item)
    return
  }
  const parts = partsOf(text.value)
  if (!parts) {
    const reason = `Unexpected signatory “${text.value}”, expected an office, one separator and a name`
    report(file, 'signatory-separator', reason, item)
    return
  }
  // With escapes and character references, the parts are located in the source from their ends.
  const written = partsOf(source)
  if (!written || parts.some((part, index) => decodeString(written[index] ?? '') !== part)) {
    const reason = 'Unexpected character reference in a signatory, expected the character itself'
    report(file, 'directive-content', reason, item)
    return
  }
  paragraph.children = spansOf(parts, written, text.position?.start ?? { line: 1, column: 1 })
}

function partsOf(line: string): readonly [string, string, string] | undefined {
  const at = Math.max(line.lastIndexOf(' '), line.lastIndexOf('\u3000'))
  const parts = [line.slice(0, at), line.slice(at, at + 1), line.slice(at + 1)] as const
  return at > 0 && parts[2] !== '' && parts[0] === parts[0].trim() ? parts : undefined
}

function spansOf(
  parts: ReadonlyArray<string>,
  written: ReadonlyArray<string>,
  start: Point
): PhrasingContent[] {
  let from = start
  return ['office', 'separator', 'name'].map((name, index) => {
    const length = written[index]?.length ?? 0
    const to = {
      line: from.line,
      column: from.column + length,
      offset: (from.offset ?? 0) + length
    }
    const position = { start: from, end: to }
    from = to
    return {
      type: 'textDirective',
      name: 'span',
      data: { hName: 'span', hProperties: { className: [name] } },
      children: [{ type: 'text', value: parts[index] ?? '', position }]
    }
  })
}
