import type { Root } from 'mdast'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { VFile } from 'vfile'
import { type Asset, type Book, type Meta, report } from './book.ts'
import { coverageMap } from './shape/coverage/coverage-map.ts'
import { outlineOf } from './shape/outline.ts'
import { rehypeCode } from './shape/rehype-code.ts'
import { rehypeCorrections } from './shape/rehype-corrections.ts'
import { rehypeCoverage } from './shape/rehype-coverage.ts'
import { rehypeLinks } from './shape/rehype-links.ts'
import { rehypeNotes } from './shape/rehype-notes.ts'
import { rehypeParagraphs } from './shape/rehype-paragraphs.ts'
import { rehypePoems } from './shape/rehype-poems.ts'
import { rehypeSections } from './shape/rehype-sections.ts'
import { rehypeTables } from './shape/rehype-tables.ts'
import { rehypeTasks } from './shape/rehype-tasks.ts'
import { rehypeWhiteSpace } from './shape/rehype-white-space.ts'
import { remarkAnnotations, toAnnotation } from './shape/remark-annotations.ts'
import { remarkCharacters } from './shape/remark-characters.ts'
import { remarkCode } from './shape/remark-code.ts'
import { remarkDateline } from './shape/remark-dateline.ts'
import { remarkDirectives } from './shape/remark-directives.ts'
import { remarkFigures } from './shape/remark-figures.ts'
import { remarkGap } from './shape/remark-gap.ts'
import { remarkHeadings } from './shape/remark-headings.ts'
import { remarkHtml } from './shape/remark-html.ts'
import { remarkImages } from './shape/remark-images.ts'
import { remarkLanguages } from './shape/remark-languages.ts'
import { remarkLineEnds } from './shape/remark-line-ends.ts'
import { remarkLists } from './shape/remark-lists.ts'
import { remarkNotes } from './shape/remark-notes.ts'
import { remarkPoems } from './shape/remark-poems.ts'
import { remarkReferences } from './shape/remark-references.ts'
import { remarkSignatories } from './shape/remark-signatories.ts'
import { remarkSupplement } from './shape/remark-supplement.ts'
import { remarkTables } from './shape/remark-tables.ts'

/**
 * Shape a parsed source into a book: semantic HTML whose text is proved equal to the source's.
 *
 * Problems are messages on the file; the book is usable only if none is fatal. The tree is not
 * changed.
 */
export function shape(tree: Root, file: VFile, meta: Meta, assets: ReadonlyArray<Asset>): Book {
  const written = structuredClone(tree)
  const map = coverageMap(tree, String(file), meta.supplement)
  const body = unified()
    .use(remarkHtml)
    .use(remarkDirectives)
    .use(remarkCharacters)
    .use(remarkAnnotations)
    .use(remarkLanguages)
    .use(remarkReferences)
    .use(remarkCode)
    .use(remarkLists)
    .use(remarkTables)
    .use(remarkFigures)
    .use(remarkLineEnds)
    .use(remarkHeadings)
    .use(remarkSignatories)
    .use(remarkGap)
    .use(remarkDateline)
    .use(remarkPoems)
    .use(remarkSupplement, { isPrinted: meta.supplement })
    .use(remarkNotes)
    .use(remarkImages, assets)
    .use(remarkRehype, {
      clobberPrefix: 'note-',
      handlers: { annotation: toAnnotation }
    })
    .use(rehypeCode)
    .use(rehypeNotes)
    .use(rehypeTasks)
    .use(rehypeWhiteSpace)
    .use(rehypePoems)
    .use(rehypeTables)
    .use(rehypeSections)
    .use(rehypeParagraphs)
    .use(rehypeLinks)
    .use(rehypeCorrections, meta.corrections)
    .runSync(written, file)
  // After an error, missing or unprocessed text is not a bug of kanben.
  if (!file.messages.some(({ fatal }) => fatal)) {
    rehypeCoverage(map)(body, file)
    if (map.expected.length === 0) {
      const reason = 'Unexpected source without text, expected text below the front matter'
      report(file, 'source-empty', reason, tree)
    }
  }
  return { meta, body, outline: outlineOf(body), assets }
}
