import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { report } from '../../src/book.ts'
import { annotationsOf, errorOf } from '../../src/cli/annotations.ts'
import { codeFrame } from '../../src/cli/code-frame.ts'
import { guessFormat, readFormat } from '../../src/cli/format.ts'
import { jsonOf } from '../../src/cli/json.ts'
import { messagesOf } from '../../src/cli/messages.ts'
import { writeMessages } from '../../src/cli/messages-json.ts'
import { formatMessages, screenOf } from '../../src/cli/messages-text.ts'
import { escapeCommands, printable } from '../../src/cli/printable.ts'
import { parse } from '../../src/parse.ts'
import { readAssets, readSource } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'

const folder = new URL('../fixtures/messages/', import.meta.url)
const plain = { isColoured: false }

describe('a place is shown in its line', () => {
  const woman = '\u{1F469}\u{1F3FD}'
  test.each([
    ['Han characters', '各方重申合作。', '重申', ['> 1 | 各方重申合作。', '    |     ^^^^']],
    ['Latin letters', 'the Spirit, too', 'Spirit', ['> 1 | the Spirit, too', '    |     ^^^^^^']],
    ['both', '各方the上海', 'the上', ['> 1 | 各方the上海', '    |     ^^^^^']],
    ['tabs', '\t甲\t乙', '乙', ['> 1 |     甲    乙', '    |           ^^']],
    ['a tab', '甲\t乙', '\t', ['> 1 | 甲    乙', '    |   ^^^^']],
    ['combining marks', 'e\u0301\u0323li甲te', '甲', ['> 1 | e\u0301\u0323li甲te', '    |    ^^']],
    ['a combining mark', 'aq\u0307甲', '\u0307', ['> 1 | aq\u0307甲', '    |  ^']],
    ['emoji', `甲${woman}乙`, woman, [`> 1 | 甲${woman}乙`, '    |   ^^']],
    ['what follows emoji', `甲${woman}乙`, '乙', [`> 1 | 甲${woman}乙`, '    |     ^^']],
    ['Hangul', '한국어', '국', ['> 1 | 한국어', '    |   ^^']],
    ['an override', '甲\u202E乙', '\u202E', ['> 1 | 甲<U+202E>乙', '    |   ^^^^^^^^']],
    ['an escape', '甲\u001B[31m乙', '乙', ['> 1 | 甲<U+001B>[31m乙', '    |               ^^']]
  ])('%s', (_name, line, marked, expected) => {
    const column = line.indexOf(marked) + 1
    const place = { line: 1, column, endLine: 1, endColumn: column + marked.length }
    expect(codeFrame([line], place, 80, false)?.split('\n')).toEqual(expected)
  })

  test.each([
    ['the end of a line', '甲乙', 3, ['> 1 | 甲乙', '    |     ^']],
    ['a place behind the end', '甲乙', 3000, ['> 1 | 甲乙', '    |     ^']],
    ['an empty line', '', 1, ['> 1 |', '    | ^']],
    ['a point', '甲乙', 2, ['> 1 | 甲乙', '    |   ^^']]
  ])('%s', (_name, line, column, expected) => {
    expect(codeFrame([line], { line: 1, column }, 80, false)?.split('\n')).toEqual(expected)
  })

  test('of several lines the first, to its end', () => {
    const lines = ['甲', '乙丙丁', '戊']
    const shown = codeFrame(lines, { line: 2, column: 2, endLine: 3, endColumn: 2 }, 80, false)
    expect(shown?.split('\n')).toEqual(['> 2 | 乙丙丁', '    |   ^^^^'])
  })

  test('a line the text has not is not shown', () => {
    expect(codeFrame(['甲'], { line: 2, column: 1 }, 80, false)).toBeUndefined()
  })

  test('of a long line what fits, with marks of omission', () => {
    const line = `${'各方重申合作'.repeat(50)}错${'维护和平发展'.repeat(50)}`
    const shown = (column: number, endColumn: number, most: number) => {
      return codeFrame([line], { line: 1, column, endLine: 1, endColumn }, most, false)?.split('\n')
    }
    expect(shown(301, 302, 30)).toEqual(['> 1 | …方重申合作错维护和平…', '    |            ^^'])
    expect(shown(1, 3, 30)).toEqual(['> 1 | 各方重申合作各方重申…', '    | ^^^^'])
    expect(shown(601, 602, 30)).toEqual([
      '> 1 | …和平发展维护和平发展',
      '    |                    ^^'
    ])
    expect(shown(301, 500, 30)).toEqual([
      '> 1 | …错维护和平发展维护和…',
      `    |  ${'^'.repeat(20)}`
    ])
  })

  // Reading the whole line for each message would take minutes.
  test('of a line of a million characters as soon as of another', () => {
    const line = '各'.repeat(1_000_000)
    for (let column = 400_000; column < 400_500; column += 25) {
      expect(codeFrame([line], { line: 1, column }, 20, false)).toContain('…各各各各')
    }
  })

  test('whatever the line: it fits, and the carets stand below what is meant', () => {
    const widths = new Map([
      ...[...'各方重申，。'].map((character) => [character, 2] as const),
      ...[...'abc 12|`'].map((character) => [character, 1] as const),
      ['e\u0301', 1],
      ['\u{1F469}\u{1F3FD}', 2]
    ])
    const characters = fc.array(fc.constantFrom(...widths.keys()), { maxLength: 200 })
    const place = fc.tuple(characters, characters, characters, fc.integer({ min: 30, max: 120 }))
    fc.assert(
      fc.property(place, ([before, marked, after, most]) => {
        const column = before.join('').length + 1
        const endColumn = column + marked.join('').length
        const line = [...before, ...marked, ...after].join('')
        const shown =
          codeFrame([line], { line: 1, column, endLine: 1, endColumn }, most, false) ?? ''
        const [row = '', carets = ''] = shown.split('\n')
        const cells = [...new Intl.Segmenter().segment(row)].flatMap(({ segment }) => {
          return Array.from({ length: widths.get(segment) ?? 1 }, () => segment)
        })
        expect(cells.length).toBeLessThanOrEqual(most)
        expect(carets.length).toBeLessThanOrEqual(most)
        const from = carets.indexOf('^')
        const below = cells.slice(from, carets.length).join('')
        const wanted = marked.length > 0 ? marked : after.slice(0, 1)
        const meant = wanted.flatMap((one) =>
          Array.from({ length: widths.get(one) ?? 1 }, () => one)
        )
        expect(meant.join('').startsWith(below)).toBe(true)
        if (wanted.length > 0) expect(below).not.toBe('')
        // The text before the place is the text before it in the line.
        const lead = cells.slice('> 1 | '.length, from)
        const left = before.flatMap((one) =>
          Array.from({ length: widths.get(one) ?? 1 }, () => one)
        )
        const isCut = lead[0] === '…'
        expect(isCut ? lead.slice(1) : lead).toEqual(
          isCut ? left.slice(left.length - lead.length + 1) : left
        )
      }),
      { numRuns: 300 }
    )
  })
})

describe('what is told', () => {
  test('to people: every rule once, errors first, each place in its line', async () => {
    const text = formatMessages(messagesOf([await many()]), plain)
    await expect(text).toMatchFileSnapshot(pathOf('many.txt'))
    // Babel's rows have the stated width, Han characters counted twice.
    const rows = text.split('\n').filter((row) => /^ +(> \d+|) \|/.test(row))
    expect(rows.length).toBeGreaterThan(100)
    const bare = rows.map((row) => row.replace(/\p{M}|\p{Emoji_Modifier}/gu, ''))
    const wide = bare.filter((row) => row.replace(/[^\x20-\x7E…]/gu, '  ').length > 100)
    expect(wide).toEqual([])
  })

  test('to GitHub: an annotation each', async () => {
    const text = annotationsOf(messagesOf([await many()]), process.cwd())
    await expect(text).toMatchFileSnapshot(pathOf('many.github.txt'))
  })

  test('to programs: all of it', async () => {
    const files = messagesOf([await many()])
    const text = writeMessages({ command: 'build', exitCode: 1, files })
    await expect(text).toMatchFileSnapshot(pathOf('many.json'))
    const told = JSON.parse(text).files.flatMap(({ messages }: { messages: [] }) => messages)
    expect(told).toHaveLength((await many()).messages.length)
  })

  test('no more than ten places of a kind to people, and never silently', () => {
    const file = new VFile({ path: 'a.md', value: '甲\n'.repeat(12) })
    for (let line = 1; line <= 12; line += 1) {
      report(file, 'html-raw', `Unexpected HTML ${line}, expected Markdown`, { line, column: 1 })
    }
    report(file, 'line-gap', 'Unexpected gap, expected none', { line: 2, column: 1 })
    const text = formatMessages(messagesOf([file]), plain)
    expect(text).toContain('  error  html-raw  12 times\n')
    expect(text).toContain('Unexpected HTML 10,')
    expect(text).not.toContain('Unexpected HTML 11,')
    expect(text).toContain('    and 2 more; `--format json` tells them all\n')
    expect(text.match(/put a backslash before the `<`/g)).toHaveLength(1)
    expect(text).toMatch(/\n\n {2}12 errors, 1 warning\n\n$/)
    const whole = { command: 'build', exitCode: 1, files: messagesOf([file]) } as const
    expect(JSON.parse(writeMessages(whole)).files[0].messages).toHaveLength(13)
    expect(annotationsOf(messagesOf([file]), process.cwd()).match(/^::error /gm)).toHaveLength(12)
  })

  test('once what several editions have', () => {
    const file = new VFile({ path: 'a.md', value: '甲' })
    for (const column of [1, 1, 2]) report(file, 'line-gap', 'Unexpected', { line: 1, column })
    expect(messagesOf([file])[0]?.messages.map(({ place }) => place?.column)).toEqual([1, 2])
  })

  test('without a frame what has no place, or no known text', () => {
    const file = new VFile({ path: 'out' })
    report(file, 'output-unwritable', 'Unexpected failure, expected to write here')
    report(file, 'html-raw', 'Unexpected HTML, expected Markdown', { line: 3, column: 1 })
    const text = formatMessages(messagesOf([file]), plain)
    expect(text).toContain('    – Unexpected failure, expected to write here\n')
    expect(text).toContain('    3:1  Unexpected HTML, expected Markdown\n')
    expect(text).not.toContain(' | ')
  })

  test('of another file under its own name, with its own text', () => {
    const file = new VFile({ path: 'a.md', value: '甲\n乙\n' })
    const message = report(file, 'template-settings', 'Unexpected', { line: 2, column: 1 })
    message.file = relative(process.cwd(), pathOf('../templates/settings.yaml'))
    report(file, 'line-gap', 'Unexpected gap, expected none', { line: 2, column: 1 })
    expect(messagesOf([file]).map(({ path }) => path)).toEqual([message.file, 'a.md'])
  })

  test('with what a terminal would obey made visible', () => {
    const file = new VFile({ path: 'a\u001B[2J.md', value: '甲\u001B]0;x\u0007乙\r丙' })
    report(file, 'source-character', 'Unexpected \u009B31m, expected\r\nnone', {
      line: 1,
      column: 2
    })
    const text = formatMessages(messagesOf([file]), plain)
    expect(text).toContain('a<U+001B>[2J.md\n')
    expect(text).toContain('Unexpected <U+009B>31m, expected<U+000D>\n      none\n')
    expect(text).toContain('> 1 | 甲<U+001B>]0;x<U+0007>乙\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are looked for.
    expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
  })

  test('in lines that end between words, where a terminal would end them anywhere', () => {
    const file = new VFile({ path: 'a.md', value: '甲' })
    report(file, 'html-raw', 'Unexpected HTML of a kind, expected Markdown', { line: 1, column: 1 })
    const lines = formatMessages(messagesOf([file]), { isColoured: false, columns: 40 }).split('\n')
    expect(lines.filter((line) => line.length > 40)).toEqual([])
    expect(lines).toContain('    1:1  Unexpected HTML of a kind,')
    expect(lines).toContain('      expected Markdown')
  })

  test('in colours a person wants', () => {
    const file = new VFile({ path: 'a.md', value: '甲' })
    report(file, 'html-raw', 'Unexpected', { line: 1, column: 1 })
    const coloured = formatMessages(messagesOf([file]), { isColoured: true, columns: 100 })
    expect(coloured).toContain('\u001B[31merror\u001B[39m')
    expect(coloured).toContain('\u001B[31m\u001B[1m^')
    const terminal = { isTTY: true, columns: 72, hasColors: () => true }
    expect(screenOf(terminal, {})).toEqual({ columns: 72, isColoured: true })
    expect(screenOf(terminal, { NO_COLOR: '1' })).toEqual({ columns: 72, isColoured: false })
    expect(screenOf({ ...terminal, hasColors: () => false }, {}).isColoured).toBe(false)
    expect(screenOf({ ...terminal, columns: 0 }, {}).columns).toBe(100)
    expect(screenOf({ ...terminal, isTTY: false }, {})).toEqual({ isColoured: false })
  })
})

describe('GitHub', () => {
  test('gets what would end a property or a message escaped', () => {
    const file = new VFile({ path: '100%,a:b.md', value: '甲' })
    report(file, 'html-raw', 'Unexpected 5%\n::error::y\r, expected none', { line: 1, column: 1 })
    const [line, ...others] = annotationsOf(messagesOf([file]), process.cwd()).split('\n')
    expect(others).toEqual([''])
    expect(line).toContain(
      '::error file=100%25%2Ca%3Ab.md,line=1,col=1,endColumn=1,title=html-raw::'
    )
    expect(line).toContain('::Unexpected 5%25%0A::error::y<U+000D>, expected none%0AWrite it in ')
    expect(errorOf('a\n::b')).toBe('::error::a%0A::b\n')
  })

  test('gets columns only of a place in one line, to its last character', () => {
    const file = new VFile({ path: 'a.md' })
    const places = [
      { start: { line: 1, column: 3 }, end: { line: 1, column: 5 } },
      { start: { line: 2, column: 3 }, end: { line: 4, column: 1 } }
    ]
    for (const place of places) report(file, 'html-raw', 'Unexpected', place)
    const text = annotationsOf(messagesOf([file]), process.cwd())
    expect(text).toMatch(/^::error file=a\.md,line=1,col=3,endColumn=4,title/)
    expect(text).toMatch(/\n::error file=a\.md,line=2,endLine=4,title/)
  })

  test('gets errors of all files first, and no path outside the repository', () => {
    const [one, other] = ['a.md', '/elsewhere/b.md'].map((path) => new VFile({ path }))
    if (!one || !other) throw new Error('Unexpected lack of files')
    report(one, 'pages-unknown', 'Unexpected 1')
    report(one, 'line-gap', 'Unexpected 2')
    report(other, 'html-raw', 'Unexpected 3')
    const lines = annotationsOf(messagesOf([one, other]), process.cwd()).split('\n')
    expect(lines.map((line) => line.replace(/%0A.*/, ''))).toEqual([
      '::error title=html-raw::/elsewhere/b.md: Unexpected 3',
      '::warning file=a.md,title=line-gap::Unexpected 2',
      '::notice file=a.md,title=pages-unknown::Unexpected 1',
      ''
    ])
    expect(annotationsOf(messagesOf([one]), join(process.cwd(), '..'))).toContain(
      `file=${relative(join(process.cwd(), '..'), 'a.md')},`
    )
  })

  test('is not obeyed: neither ::command:: nor ##[command]', () => {
    const hostile = '::error::a\n  ::add-mask::b\r\n\u3000::debug::c ##[error]d ::e::\n'
    const shielded = escapeCommands(hostile, 'github')
    expect(shielded).toBe(
      ':\\:error::a\n  :\\:add-mask::b\r\n\u3000:\\:debug::c ##\\[error]d ::e::\n'
    )
  })

  test('is the default where it reads along', () => {
    const before = process.env.GITHUB_ACTIONS
    try {
      process.env.GITHUB_ACTIONS = 'true'
      expect([readFormat(undefined), readFormat('json')]).toEqual(['github', 'json'])
      expect(escapeCommands('::a::', 'text')).toBe(':\\:a::')
      delete process.env.GITHUB_ACTIONS
      expect([readFormat(undefined), readFormat('github')]).toEqual(['text', 'github'])
      expect(escapeCommands('::a::', 'text')).toBe('::a::')
    } finally {
      if (before !== undefined) process.env.GITHUB_ACTIONS = before
    }
  })
})

test('the format is guessed from arguments that are wrong use', () => {
  expect(guessFormat(['build', '--format', 'json', '--colour'])).toBe('json')
  expect(guessFormat(['--format=github'])).toBe('github')
  expect(guessFormat(['--format', 'json', '--format', 'text'])).toBe('text')
  expect(guessFormat(['--format', 'docx'])).toBe(readFormat(undefined))
  expect(guessFormat(['--format'])).toBe(readFormat(undefined))
})

test('JSON holds nothing a terminal or a runner would obey, and means the same', () => {
  const value = { a: '\u001B[31m\u202E\u{E0041}##[error]\u2028', b: ['[', '##', '\uD800'] }
  const text = jsonOf(value)
  expect(printable(text)).toBe(text)
  expect(text).not.toContain('##[')
  expect(JSON.parse(text)).toEqual(value)
})

test('commands print through what escapes it', () => {
  const cli = new URL('../../src/cli/', import.meta.url)
  const names = readdirSync(cli, { recursive: true, encoding: 'utf8' })
  const writers = names
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => {
      const code = readFileSync(new URL(name, cli), 'utf8')
      return /\bprocess\.std(out|err)|\bstd(out|err)\b.* = process\b|\bconsole\./.test(code)
    })
  expect(writers.toSorted()).toEqual(['refuse.ts', 'reporter.ts', 'run.ts', 'schema.ts'])
})

/** Read a source with faults of twelve kinds. */
async function many(): Promise<VFile> {
  const { file, meta } = await readSource(relative(process.cwd(), pathOf('many.md')))
  if (!meta) throw new Error('Unexpected front matter')
  const tree = parse(file)
  shape(tree, file, meta, await readAssets(tree, file))
  return file
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, folder))
}
