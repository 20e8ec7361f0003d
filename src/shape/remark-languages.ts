import type { Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report } from '../book.ts'
import { languageSpan } from './language-span.ts'
import { spanOf } from './span.ts'

type Run = Extract<RootContent, { type: 'textDirective' }>

/**
 * A language tag (BCP 47) of language, script, region and variants. Registered languages have at
 * most three letters; `qaa` to `qtz` and private-use subtags (`x`) have no public meaning.
 */
const tag =
  /^(?!q[a-t][a-z](?:-|$))[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*$/i

/** Turn `:span[…]{lang=en}` into a `span` in that language, and report other forms. */
export function remarkLanguages(): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const source = String(file)
    visit(tree, 'textDirective', (node) => {
      const reason = faultOf(node, source)
      if (reason !== undefined) report(file, 'language', reason, node)
      node.data = { hName: 'span', hProperties: { lang: node.attributes?.lang ?? '' } }
      visit(node, 'textDirective', (inner) => {
        if (inner === node) return
        report(file, 'language', 'Unexpected `:span` inside another, expected one at a time', inner)
      })
    })
  }
}

function faultOf(node: Run, source: string): string | undefined {
  const span = spanOf(node)
  const foreign = span && languageSpan(source, span)
  if (!foreign) return 'Unexpected `:span` of this form, expected `:span[text]{lang=en}`'
  if (source.slice(foreign.opening.end, foreign.closing.start).trim() === '') {
    return 'Unexpected `:span` without text, expected the text between `[` and `]`'
  }
  if (tag.test(foreign.lang)) return undefined
  return `Unexpected language \`${foreign.lang}\`, expected a tag such as en, de or ja`
}
