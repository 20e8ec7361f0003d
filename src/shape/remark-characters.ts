import type { Nodes, Root } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { forbiddenCharacter, report } from '../book.ts'
import { spanOf } from './span.ts'

const reference = /\\[\s\S]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[\da-z]{1,31});/gi

/**
 * Report character references for characters a source may not contain, such as `&#8238;`, or for a
 * line end or tab.
 */
export function remarkCharacters(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    const places = location(source)
    visit(tree, (node) => {
      if (node.type !== 'text') {
        const found = stringsOf(node).find((text) => forbiddenCharacter.test(text))
        if (found !== undefined) {
          const reason = `Unexpected invisible character in ${node.type}, expected characters a reader can see`
          report(file, 'source-character', reason, node)
        }
        return
      }
      const span = spanOf(node)
      if (!span) return
      for (const { 0: written, index } of source.slice(span.start, span.end).matchAll(reference)) {
        const character = written.startsWith('\\') ? '' : decodeString(written)
        if (!forbiddenCharacter.test(character) && !/^[\n\r\t]/.test(character)) continue
        // An address keeps `&…;` literally.
        if (!node.value.includes(character)) continue
        const reason = `Unexpected \`${written}\`, expected characters a reader can see`
        report(file, 'source-character', reason, places.toPoint(span.start + index))
      }
    })
  }
}

/** List the strings of a node other than its text. */
function stringsOf(node: Nodes): ReadonlyArray<string> {
  const attributes = 'attributes' in node ? Object.values(node.attributes ?? {}) : []
  const strings = [
    'alt' in node ? node.alt : undefined,
    'title' in node ? node.title : undefined,
    'url' in node ? node.url : undefined,
    'lang' in node ? node.lang : undefined,
    ...attributes
  ]
  return strings.flatMap((text) => text ?? [])
}
