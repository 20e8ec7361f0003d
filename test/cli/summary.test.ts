import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { report, rules } from '../../src/book.ts'
import { buildSummary } from '../../src/cli/build-summary.ts'
import { codeCell, codeSpan, sentence } from '../../src/cli/code-span.ts'
import { messagesOf } from '../../src/cli/messages.ts'
import { appendSummary, messageList } from '../../src/cli/summary.ts'
import { printedFacts } from '../samples/render.ts'

const statistics = {
  ...{ pages: 35, lines: 596, gridLines: 590, onGrid: 590 },
  gap: { mean: 0, most: 0, worst: 0 },
  breaches: { 'line-gap': 2, 'line-start': 1 }
}

/** Characters in texts and file names with a meaning in Markdown, HTML or GitHub. */
const hostile = [
  'a|b',
  'a\\|b||c\\',
  '<script>alert(1)</script>',
  '<!-- ',
  '`',
  '``` `` ` ```',
  ' ` ',
  '`a',
  'a`',
  ' a ',
  '@somebody and #12',
  'https://example.org www.example.org a@example.org',
  '[x](javascript:alert(1)) ![y](https://example.org/y.png)',
  '**a** _b_ ~~c~~ $d$ :smile: &lt; &#64;',
  'a\n\n# b\n\n| c |\n| --- |\n\n```\nd'
]

describe('text of a source in Markdown', () => {
  test.each(hostile)('%j is code and nothing else', (text) => {
    const tree = markdown(`before ${codeSpan(text)} after\n\n* ${codeSpan(text)}\n`)
    const kinds = kindsIn(tree)
    expect([...kinds].sort()).toEqual(
      ['inlineCode', 'list', 'listItem', 'paragraph', 'root', 'text'].sort()
    )
    const spans = codesIn(tree)
    expect(spans).toEqual([text, text].map((text) => text.replaceAll('\n', ' ')))
  })

  test.each(hostile)('%j is one cell of a table', (text) => {
    const tree = markdown(`| a | b |\n| --- | --- |\n| ${codeCell(text)} | 2 |\n`)
    const [table] = tree.children
    expect(tree.children).toHaveLength(1)
    const rows = table?.type === 'table' ? table.children : []
    expect(rows.map((row) => row.children.length)).toEqual([2, 2])
    expect(rows[1]?.children[0]?.children.map(({ type }) => type)).toEqual(['inlineCode'])
    expect(rows[1]?.children[1]?.children).toMatchObject([{ type: 'text', value: '2' }])
    // A backslash before a bar is shown twice, since a cell cannot contain it once.
    const shown = text.replaceAll('\n', ' ').replace(/\\(?=\|)/g, '\\\\')
    expect(codesIn(tree)).toEqual([shown])
  })

  test.each(Object.entries(rules))('what mends %s is text with code', (_rule, { fix }) => {
    const tree = markdown(`* a: ${sentence(fix)}\n`)
    const kinds = kindsIn(tree)
    const allowed = ['inlineCode', 'list', 'listItem', 'paragraph', 'root', 'text']
    expect([...kinds].filter((kind) => !allowed.includes(kind))).toEqual([])
    expect(textOf(tree)).toBe(`a: ${fix.replaceAll('`', '')}`)
  })
})

describe('a summary', () => {
  test('tells the editions made, and what was told of them', () => {
    const file = new VFile({ path: 'source/a.md' })
    report(file, 'html-raw', 'Unexpected HTML `<b>`, expected Markdown', { line: 3, column: 5 })
    report(file, 'html-raw', 'Unexpected HTML `</b>`, expected Markdown', { line: 3, column: 9 })
    report(file, 'pages-unknown', 'Unexpected html without page numbers')
    const text = buildSummary(told([file]), {
      wanted: ['output/a.pdf', 'output/a.html'],
      written: [written('output/a.pdf')]
    })
    expect(text).toBe(`## kanben build

**Withheld: 1 of 2 editions.** \`output/a.html\`

| edition | pages | characters proved | broken rules | checks | size |
| --- | ---: | ---: | ---: | ---: | ---: |
| \`output/a.pdf\` | 35 | 13013 | 3 | 167 | 2 kB |

### 2 errors, 1 remark

* **error** \`html-raw\` in \`source/a.md\`: ${sentence(rules['html-raw'].fix)}
  * \`3:5\` \`\`Unexpected HTML \`<b>\`, expected Markdown\`\`
  * \`3:9\` \`\`Unexpected HTML \`</b>\`, expected Markdown\`\`
* **remark** \`pages-unknown\` in \`source/a.md\`: ${sentence(rules['pages-unknown'].fix)}
  * \`Unexpected html without page numbers\`
`)
  })

  test('tells that all was made, and whether it was made again', () => {
    const outline = { wanted: ['a.pdf', 'b.pdf'], written: ['a.pdf', 'b.pdf'].map(written) }
    expect(buildSummary(told([]), outline)).toContain('\n**Made: all of 2 editions.**\n')
    expect(buildSummary(told([]), outline)).not.toContain('surroundings')
    const same = new Set(['a.pdf', 'b.pdf'])
    expect(buildSummary(told([]), { ...outline, same })).toContain(
      '\nMade again in other surroundings: the same bytes.\n'
    )
    expect(buildSummary(told([]), { ...outline, same: new Set(['a.pdf']) })).toContain(
      '\nMade again in other surroundings: other bytes of `b.pdf`\n'
    )
  })

  test('holds nothing of a source but as code, wherever it comes from', () => {
    const files = hostile.map((text) => {
      const file = new VFile({ path: `${text}.md` })
      report(file, 'html-raw', `Unexpected ${text}`, { line: 1, column: 1 })
      return file
    })
    const paths = hostile.map((text) => `${text}.pdf`)
    const tree = markdown(
      buildSummary(told(files), { wanted: [...paths, ...hostile], written: paths.map(written) })
    )
    const kinds = kindsIn(tree)
    expect([...kinds].sort()).toEqual(
      [
        ...['heading', 'inlineCode', 'list', 'listItem', 'paragraph', 'root', 'strong', 'table'],
        ...['tableCell', 'tableRow', 'text']
      ].sort()
    )
    const others = textOf(without(tree))
    for (const word of ['script', 'somebody', 'example', 'smile']) {
      expect(others).not.toContain(word)
    }
  })

  test('keeps within what GitHub takes, and says what it leaves out', () => {
    const file = new VFile({ path: 'a.md' })
    for (let line = 1; line <= 5000; line += 1) {
      report(file, 'html-raw', `Unexpected ${'字'.repeat(2000)}`, { line, column: 1 })
    }
    const text = messageList(messagesOf([file]))
    expect(Buffer.byteLength(text)).toBeLessThan(300 * 1024)
    const places = text.match(/^ {2}\* /gm)?.length ?? 0
    expect(places).toBeGreaterThan(50)
    expect(text).toContain(`\nand ${5000 - places} more lines\n`)
    expect(text).toContain(`${'字'.repeat(900)}`)
    expect(text).toContain('字…`')
    expect(text).not.toContain('字'.repeat(1001))
  })

  test('is appended below what is there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kanben-summary-'))
    try {
      const path = join(folder, 'summary.md')
      const file = new VFile({ path })
      await writeFile(path, 'no line end')
      expect(await appendSummary(path, '## One\n', file)).toBe(true)
      expect(await appendSummary(path, '', file)).toBe(true)
      expect(await appendSummary(path, '## Two\n', file)).toBe(true)
      expect(await readFile(path, 'utf8')).toBe('no line end\n## One\n\n## Two\n')
      expect(await appendSummary(folder, '## One\n', file)).toBe(false)
      expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(['output-unwritable'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

function told(files: ReadonlyArray<VFile>) {
  return { command: 'build', exitCode: 1, files: messagesOf(files) } as const
}

function written(path: string) {
  const page = { label: '', part: 'text' as const, apparatus: [], margins: [], notes: [] }
  const pages = Array.from({ length: 35 }, () => ({ ...page, editorNotes: [], readings: [] }))
  const bytes = new Uint8Array(2048)
  const proof = { characters: 13013, checks: 167, statistics }
  return {
    edition: { target: 'pdf' as const, bytes, map: { pages, at: {} }, ...proof, ...printedFacts },
    path,
    time: 1
  }
}

function markdown(text: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(text)
}

function kindsIn(tree: Root): ReadonlySet<string> {
  const kinds = new Set<string>()
  visit(tree, ({ type }) => {
    kinds.add(type)
  })
  return kinds
}

function codesIn(tree: Nodes): ReadonlyArray<string> {
  const found: Array<string> = []
  visit(tree, 'inlineCode', ({ value }) => {
    found.push(value)
  })
  return found
}

/** A tree without its code. */
function without(tree: Root): Root {
  visit(tree, 'inlineCode', (node) => {
    node.value = ''
  })
  return tree
}
