import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generator } from '../src/book.ts'
import { buildTable } from '../src/cli/build-table.ts'
import { columns, size } from '../src/cli/columns.ts'
import { showProgress } from '../src/cli/progress.ts'
import { commandsIn } from './cli/workflow-commands.ts'
import { type Ended, ended, runProgram, startProgram } from './samples/program.ts'
import { printedFacts } from './samples/render.ts'

const project = fileURLToPath(new URL('..', import.meta.url))
const frontMatter = '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n'
const good = `${frontMatter}值此会议召开之际，各方声明如下。\n`

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-cli-'))
  await mkdir(join(folder, 'empty'))
  await mkdir(join(folder, 'other'))
  await writeFile(join(folder, 'ok.md'), good)
  await writeFile(join(folder, 'other', 'OK.md'), good)
  await writeFile(join(folder, 'ok.txt'), '文。\n')
  await writeFile(join(folder, 'plain.md'), '宣言\n\n各方声明如下。\n')
  await writeFile(join(folder, 'other', 'in.txt'), '宣言\n\n各方声明如下。\n')
  await writeFile(join(folder, 'd.yaml'), 'type: declaration\ndate: 2021-09-17\n')
  await symlink(join(folder, 'ok.txt'), join(folder, 'other', 'link.txt'))
}, 300_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('arguments', { timeout: 300_000 }, () => {
  test('--help tells the commands', async () => {
    const { code, stdout, stderr } = await kanben('--help')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('kanben build')
    expect(stdout).toContain('kanben clean')
  })

  test('--version tells the version that editions state', async () => {
    const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
    const answer = await ended(startProgram(['--version'], { cwd: folder }))
    expect(answer).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    expect(generator).toBe(`kanben ${version}`)
  })

  test.each([
    [
      'build',
      [
        ...['--to', '--impose booklet', '--attach-source', '--template', '--out', '--strict'],
        ...['--check-reproducible', 'pdf, press, cover, epub, html', 'default: pdf,epub,html'],
        ...['--site ', '--base-url URL', 'NAME.pages.json', '--format', '--summary', '--report ']
      ]
    ],
    ['clean', ['--decisions', '--out', '--force', '--strict', '--format']],
    ['compare', ['--since', '--out', '--pages', '--text', '--exit-code', '--summary', '--format']],
    ['schema', ['messages', 'corrections', 'pages', 'front-matter', 'settings']]
  ])('%s --help tells the options', async (command, options) => {
    const { code, stdout } = await kanben(command, '--help')
    expect(code).toBe(0)
    for (const option of options) expect(stdout).toContain(option)
  })

  test.each([
    [
      'an unknown command',
      ['print'],
      'Unexpected command `print`, expected build, clean, compare, schema'
    ],
    ['a name of Object', ['constructor'], 'Unexpected command `constructor`'],
    ['an unknown option', ['build', '--colour'], "Unknown option '--colour'\n"],
    ['an option without its value', ['build', '--out'], "'--out <value>' argument missing"],
    [
      'an unknown format',
      ['build', 'ok.md', '--format', 'xml'],
      'xml`, expected text, json, github'
    ],
    ['an unknown format', ['clean', 'ok.txt', '--format', ''], 'expected text, json, github'],
    ['an empty summary', ['build', 'ok.md', '--summary', ''], 'empty `--summary`, expected a file'],
    ['no schema', ['schema'], 'Unexpected lack of a name, expected corrections'],
    ['an unknown schema', ['schema', 'constructor'], '`constructor`, expected corrections'],
    [
      'two schemas',
      ['schema', 'messages', 'messages'],
      '`messages messages`, expected corrections'
    ],
    ['an empty folder name', ['build', 'ok.md', '--out', ''], 'empty `--out`, expected a folder'],
    [
      'an unknown target',
      ['build', '--to', 'pdf,docx'],
      '`docx`, expected pdf, press, cover, epub, html'
    ],
    ['a booklet that is not imposed', ['build', '--to', 'booklet'], '`booklet`, expected pdf,'],
    [
      'an unknown imposition',
      ['build', '--impose', 'leaflet'],
      '`--impose leaflet`, expected booklet'
    ],
    [
      'a source attached to no PDF',
      ['build', '--to', 'press,epub', '--attach-source'],
      '`--attach-source` without a PDF, expected `--to pdf`'
    ],
    [
      'a base URL of nothing on the web',
      ['build', 'ok.md', '--to', 'pdf', '--base-url', 'https://example.org/'],
      '`--base-url` without a web edition, expected `--to html` or `--site`'
    ],
    ['a site as an edition', ['build', '--to', 'site'], 'target `site`, expected pdf, press'],
    [
      'a document that would lie where a site has its fonts',
      ['build', 'Fonts.md', '--to', 'html', '--site'],
      'source Fonts.md, expected another name: a site has something of its own in that place'
    ],
    ['an unknown template', ['build', 'ok.md', '--template', 'gothic'], '`gothic`, expected'],
    ['a folder without sources', ['build', 'empty'], 'expected a .md file in empty'],
    [
      'two sources of one name',
      ['build', 'ok.md', 'other'],
      'ok.md and other/OK.md, expected each source to have a name of its own'
    ],
    [
      'two editions of one name',
      ['build', 'ok.md', 'other/ok.press.md', '--to', 'pdf,press'],
      'edition ok.press.pdf of two sources, ok.md and other/ok.press.md, expected each'
    ],
    [
      'a name a terminal would obey',
      ['build', 'a\u001b[31m.md'],
      'control character in the path "a\\u001b[31m.md", expected a path'
    ],
    [
      'a source without a name',
      ['build', './...md'],
      'source ./...md without a name, expected one such'
    ],
    ['two received texts', ['clean', 'a.txt', 'b.txt'], 'Unexpected 2 files, expected one'],
    [
      'a received text outside the output folder',
      ['clean', 'ok.txt', '--out', 'other'],
      'ok.txt outside other, expected it below the output folder, for example other/received/ok.txt'
    ],
    [
      'a received text behind a link out of it',
      ['clean', 'other/link.txt', '--out', 'other'],
      'other/link.txt outside other'
    ],
    [
      'a decisions file outside the output folder',
      ['clean', 'other/in.txt', '--decisions', 'd.yaml', '--out', 'other'],
      'decisions file d.yaml outside other, expected it below the output folder, for example other/received/d.yaml'
    ],
    [
      'a received text that would be written over',
      ['clean', 'plain.md', '--out', '.', '--force'],
      'plain.md where the Markdown is to be written'
    ]
  ])('%s is wrong use', async (_name, args, message) => {
    const { code, stdout, stderr } = await kanben(...args)
    expect(stderr).toContain(message)
    const command = /^(build|clean|schema)$/.test(args[0] ?? '') ? `kanben ${args[0]}` : 'kanben'
    expect(stderr.split('\n').slice(1)).toEqual([`${command} --help tells more.`, ''])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test.each([
    'example.org/a',
    'ftp://example.org/',
    'https://',
    'https://example.org/?a=1',
    '/a',
    ''
  ])('a base URL %j is wrong use', async (url) => {
    const { code, stderr } = await kanben('build', 'ok.md', '--site', '--base-url', url)
    const message = `Unexpected \`--base-url ${url}\`, expected an absolute URL of a folder`
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) })
  })

  test('no command at all is answered by the help', async () => {
    const { stdout } = await kanben('--help')
    expect(await kanben()).toEqual({ code: 2, stdout: '', stderr: stdout })
  })
})

describe('build', { timeout: 300_000 }, () => {
  test('writes the editions and a table, and one line of progress', async () => {
    const others = { 'notes.txt': 'no source', 'README.md': '# What lies here\n' }
    const { sources, out } = await room({ 'a.md': good, '宣言.md': good, ...others })
    const { code, stdout, stderr } = await kanben('build', sources, '--to', 'html', '--out', out)
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect((await readdir(out)).sort()).toEqual(['a.html', '宣言.html'])
    const remarks = ['pages-unknown', 'text-unheld'].map((rule) => `  remark  ${rule}`)
    const told = (path: string) => [`${path}  html  N s`, path, ...remarks, '  2 remarks']
    const lines = stderr.replace(/[\d.]+ s/g, 'N s').split('\n')
    expect(lines.filter((line) => !/^ {4}|^$/.test(line))).toEqual(
      [join(sources, 'a.md'), join(sources, '宣言.md')].flatMap(told)
    )
    const [head, first, second] = stdout.split('\n')
    expect(head).toMatch(/^file +chars( +checks)? +size +time$/)
    expect(first).toMatch(/a\.html +18( +\d+)? +\d+ kB +\d+\.\d s$/)
    expect(second).toMatch(/宣言\.html +18( +\d+)? +\d+ kB +\d+\.\d s$/)
  })

  test('names the files of several editions apart, and tells once what is wrong with their pages', async () => {
    const word = ':span[Donaudampfschifffahrtsgesellschaft]{lang=de}'
    const { sources, out } = await room({ 'a.md': `${good}\n各方重申${word}和${word}合作。\n` })
    const args = ['build', sources, '--to', 'pdf,press,cover', '--impose', 'booklet', '--out', out]
    const { code, stdout, stderr } = await kanben(...args)
    expect({ code, rules: rulesOf(stderr, join(sources, 'a.md')) }).toEqual({
      code: 0,
      rules: ['line-gap']
    })
    const editions = ['booklet.pdf', 'cover.pdf', 'pdf', 'press.pdf'].map((ending) => `a.${ending}`)
    for (const name of editions) expect(stdout).toContain(`${join(out, name)} `)
    expect((await readdir(out)).sort()).toEqual([...editions, 'a.pages.json'].sort())
  })

  test('--report tells of each source, and holds what is withheld', async () => {
    const word = ':span[Donaudampfschifffahrtsgesellschaft]{lang=de}'
    const { sources, out } = await room({
      'bad.md': '正文。\n',
      'good.md': good,
      'loose.md': `${good}\n各方重申${word}和${word}合作。\n`
    })
    const { code, stdout } = await kanben(
      ...['build', sources, '--to', 'pdf', '--strict', '--report', '--out', out]
    )
    expect(code).toBe(1)
    expect((await readdir(out)).sort()).toEqual([
      ...['bad.report.html', 'good.pages.json', 'good.pdf', 'good.report.html'],
      'loose.report.html'
    ])
    expect(stdout).not.toContain('loose')
    const verdicts = ['bad', 'good', 'loose'].map((name) => {
      const report = readFileSync(join(out, `${name}.report.html`), 'utf8')
      return /<p class="verdict \w+">(\w+ \w+ \w+ \w+)/.exec(report)?.[1]
    })
    expect(verdicts).toEqual([
      'No edition could be',
      'The edition was written',
      'The edition was withheld'
    ])
  })

  test('a bad source neither stops nor hides another', async () => {
    const bad = {
      'no-front-matter.md': ['正文。\n', 'front-matter'],
      'wrong-date.md': [good.replace('2021-09-17', '2021-13-45'), 'front-matter-field'],
      'unknown-directive.md': [`${good}\n:::verse\n诗\n:::\n`, 'directive-unknown'],
      'heading-sequence.md': [
        `${good}\n## 一、甲\n\n文。\n\n## 三、丙\n\n文。\n`,
        'heading-sequence'
      ],
      'signatory.md': [`${good}\n:::signatories\n- 总理莫迪\n:::\n`, 'signatory-separator'],
      'empty.md': ['', 'source-empty'],
      'gb18030.md': [Buffer.from([0xd6, 0xb5, 0xb4, 0xcb]), 'source-encoding'],
      'passwd.md': [`${good}\n见[名单](file:///etc/passwd)。\n`, 'link-target'],
      'remote-image.md': [`${good}\n![图](https://example.org/a.png)\n`, 'image-remote'],
      'script.md': [`${good}\n<script src="https://example.org/a.js"></script>\n`, 'html-raw'],
      'unprintable.md': [`${good}\n其字作\u{31350}。\n`, 'font-character']
    } as const
    const contents = Object.entries(bad).map(([name, [content]]) => [name, content] as const)
    const { sources, out } = await room(Object.fromEntries([...contents, ['good.md', good]]))
    const missing = join(sources, 'missing.md')
    const { code, stderr } = await kanben('build', sources, missing, '--to', 'pdf', '--out', out)
    expect(code).toBe(1)
    for (const [name, [, rule]] of Object.entries(bad)) {
      expect(rulesOf(stderr, join(sources, name)), name).toEqual([rule])
    }
    expect(rulesOf(stderr, missing)).toEqual(['source-unreadable'])
    expect(rulesOf(stderr, join(sources, 'good.md'))).toEqual([])
    expect((await readdir(out)).sort()).toEqual(['good.pages.json', 'good.pdf'])
  })

  test('an edition that fails does not take the others with it', async () => {
    const { sources, out } = await room({ 'a.md': `${good}\n其字作\u{31350}。\n` })
    const { code, stdout, stderr } = await kanben(
      'build',
      sources,
      '--to',
      'pdf,html',
      '--out',
      out
    )
    expect(code).toBe(1)
    expect(rulesOf(stderr, join(sources, 'a.md')).toSorted()).toEqual([
      'font-character',
      'pages-unknown'
    ])
    expect(stdout).not.toContain('a.pdf')
    expect(await readdir(out)).toEqual(['a.html'])
  })

  test('a long title and a long text are no fault', async () => {
    const title = '关于'.repeat(37)
    const paragraph = `${'各方重申相互尊重主权和领土完整。'.repeat(20)}\n\n`
    const { sources, out } = await room({
      'title.md': good.replace('宣言', title),
      'long.md': frontMatter + paragraph.repeat(1000)
    })
    const result = await kanben('build', sources, '--to', 'html', '--out', out)
    expect(result).toMatchObject({ code: 0 })
    expect(await readFile(join(out, 'title.html'), 'utf8')).toContain(title)
    expect((await readdir(out)).sort()).toEqual(['long.html', 'title.html'])
  })

  test('--strict makes an error of a warning', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const { sources, out } = await room({
      'a.md': `${good}\n![](pixel.png)\n`,
      'pixel.png': Buffer.from(pixel, 'base64')
    })
    const args = ['build', sources, '--to', 'html', '--out', out]
    const strict = await kanben(...args, '--strict')
    expect(strict.code).toBe(1)
    expect(rulesOf(strict.stderr, join(sources, 'a.md'))).toEqual(['image-alternative'])
    expect(await readdir(out)).toEqual([])
    const loose = await kanben(...args)
    expect(loose.code).toBe(0)
    expect(rulesOf(loose.stderr, join(sources, 'a.md'))).toContain('image-alternative')
    expect(await readdir(out)).toEqual(['a.html'])
  })

  test('a folder that cannot be written is told before the work', async () => {
    const { sources, out } = await room({ 'a.md': good })
    await writeFile(out, 'a file where the folder should be')
    const below = join(out, 'deeper')
    const { code, stdout, stderr } = await kanben('build', sources, '--out', below)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(rulesOf(stderr, below)).toEqual(['output-unwritable'])
    expect(stderr).not.toContain('a.md')
  })

  test.runIf(process.platform === 'linux').each(['/proc/x', '/proc/x/deeper'])(
    'a folder that can never be made is told and not waited for: %s',
    async (out) => {
      const { sources } = await room({ 'a.md': good })
      const { code, stdout, stderr } = await kanben('build', sources, '--out', out)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(rulesOf(stderr, out)).toEqual(['output-unwritable'])
    }
  )

  test('a folder is made with those it lies in, and a link to one is followed', async () => {
    const { sources, out } = await room({ 'a.md': good })
    await mkdir(out)
    await symlink(out, `${out}-link`)
    const below = join(`${out}-link`, 'deeper', 'still')
    expect(await kanben('build', sources, '--to', 'html', '--out', below)).toMatchObject({
      code: 0
    })
    expect(await readdir(join(out, 'deeper', 'still'))).toEqual(['a.html'])
  })

  test('a file that cannot be replaced leaves nothing half-written', async () => {
    const { sources, out } = await room({ 'a.md': good, 'b.md': good })
    await mkdir(join(out, 'a.html', 'occupied'), { recursive: true })
    const { code, stderr } = await kanben('build', sources, '--to', 'html', '--out', out)
    expect(code).toBe(1)
    expect(rulesOf(stderr, join(sources, 'a.md'))).toContain('output-unwritable')
    expect((await readdir(out)).sort()).toEqual(['a.html', 'b.html'])
    expect(await readdir(join(out, 'a.html'))).toEqual(['occupied'])
  })

  test('a reader that closes the pipe is no crash', async () => {
    const { sources, out } = await room({ 'a.md': good })
    const args = ['build', sources, '--to', 'html', '--out', out]
    const child = startProgram(args, { cwd: folder })
    child.stdout?.destroy()
    if (!child.stderr) throw new Error('Unexpected process without output')
    const [stderr, [code]] = await Promise.all([textOf(child.stderr), once(child, 'close')])
    expect(stderr).not.toContain('EPIPE')
    expect(code).toBe(0)
    expect(await readdir(out)).toEqual(['a.html'])
  })

  // The browser is made to hang, which a file announces, so that the signal surely finds both
  // processes at work.
  const printForEver = `import { writeFileSync } from 'node:fs'
    const { stringify } = JSON
    JSON.stringify = (value, ...others) => {
      if (value?.method !== 'Page.printToPDF') return stringify(value, ...others)
      writeFileSync(process.env.TMPDIR + '/printing', '')
      return stringify({ id: 2 ** 30, method: 'Browser.getVersion' })
    }`

  // Processes are listed from /proc.
  test.runIf(process.platform === 'linux').each([
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const)('%s ends it with %i and leaves nothing behind', async (signal, code) => {
    const { sources, out } = await room({ 'a.md': good })
    const temporary = join(out, '..', 'tmp')
    await mkdir(temporary)
    const args = ['build', sources, '--to', 'pdf', '--out', out]
    const around = { cwd: folder, env: { TMPDIR: temporary } }
    const child = startProgram(args, around, printForEver)
    const end = ended(child)
    const isPrinting = () => existsSync(join(temporary, 'printing'))
    await expect.poll(isPrinting, { timeout: 300_000 }).toBe(true)
    const browser = browsersBelow(child.pid ?? 0)
    expect(browser).not.toEqual([])
    child.kill(signal)
    const result = await end
    expect(result).toMatchObject({ code, stdout: '' })
    await expect.poll(() => browser.filter(isAlive), { timeout: 300_000 }).toEqual([])
    expect(await readdir(out)).toEqual([])
  })
})

describe('build --site', { timeout: 300_000 }, () => {
  const site = (out: string, ...path: ReadonlyArray<string>) => join(out, 'site', ...path)

  test('makes a folder beside the editions', async () => {
    const { sources, out } = await room({ 'a.md': good, '宣言.md': good })
    const args = ['build', sources, '--to', 'pdf', '--site', '--out', out]
    const { code, stdout, stderr } = await kanben(...args, '--base-url', 'https://example.org/t')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(stderr).toContain(`${site(out)}  2 documents  `)
    expect(rulesOf(stderr, site(out))).toEqual([])
    for (const name of ['a', '宣言']) expect(stdout).toContain(`${site(out, name)}/ `)
    expect((await readdir(out)).sort()).toEqual(
      ['a.pages.json', 'a.pdf', 'site', '宣言.pages.json', '宣言.pdf'].sort()
    )
    expect((await readdir(site(out, 'a'))).sort()).toEqual(['a.pages.json', 'a.pdf', 'index.html'])
    for (const name of ['a.pages.json', 'a.pdf']) {
      const [own, copy] = [join(out, name), site(out, 'a', name)].map((path) => readFileSync(path))
      expect(own && copy && Buffer.compare(own, copy)).toBe(0)
    }
    const map = JSON.parse(await readFile(join(out, 'a.pages.json'), 'utf8'))
    expect(map).toMatchObject({
      format: 'kanben-pages',
      template: 'official',
      markdown: { file: 'a.md', sha256: createHash('sha256').update(good).digest('hex') }
    })
    const digest = createHash('sha256').update(await readFile(join(out, 'a.pdf')))
    expect(map.pdf.sha256).toBe(digest.digest('hex'))
    const index = await readFile(site(out, 'index.html'), 'utf8')
    expect(index).toContain('href="https://example.org/t/"')
  })

  test('makes the same bytes again, and leaves them as they were where one document fails', async () => {
    const { sources, out } = await room({ 'a.md': good })
    const args = ['build', sources, '--to', 'html', '--site', '--out', out]
    const at = (url: string) => kanben(...args, '--base-url', url)
    expect(await at('https://example.org/t')).toMatchObject({ code: 0 })
    const list = await readFile(site(out, 'kanben.sha256'), 'utf8')
    expect(await at('https://example.org/t/')).toMatchObject({ code: 0 })
    expect(await readFile(site(out, 'kanben.sha256'), 'utf8')).toBe(list)
    await writeFile(join(sources, 'a.md'), good.replace('声明', '申明'))
    await writeFile(join(sources, 'bad.md'), `${good}\n:::gap\n`)
    const { code, stdout, stderr } = await kanben(...args)
    expect(code).toBe(1)
    expect(rulesOf(stderr, site(out))).toEqual(['site-incomplete'])
    expect(stderr).toContain(`failure of ${join(sources, 'bad.md')}, expected every document`)
    expect(stdout).toContain('a.html')
    expect(stdout).not.toContain(site(out))
    expect(await readFile(site(out, 'kanben.sha256'), 'utf8')).toBe(list)
    expect((await readdir(out)).sort()).toEqual(['a.html', 'site'])
  })

  test('tells which documents go with the site in place, and when strict keeps it', async () => {
    const { sources, out } = await room({ 'a.md': good, '公报 #2.md': good, 'c.md': good })
    const args = ['--to', 'html', '--site', '--out', out]
    const first = await kanben('build', sources, ...args)
    expect(first).toMatchObject({ code: 0 })
    expect(rulesOf(first.stderr, site(out))).toEqual(['site-address'])
    const list = await readFile(site(out, 'kanben.sha256'), 'utf8')
    const told = 'site without c, 公报 #2, expected every document of the one in place'

    const strict = await kanben('build', join(sources, 'a.md'), ...args, '--strict')
    expect(strict.code).toBe(1)
    expect(rulesOf(strict.stderr, site(out))).toEqual(['site-removed'])
    expect(strict.stderr).toContain(told)
    expect(strict.stdout).not.toContain(site(out))
    expect(await readFile(site(out, 'kanben.sha256'), 'utf8')).toBe(list)

    const loose = await kanben('build', join(sources, 'a.md'), ...args)
    expect(loose.code).toBe(0)
    expect(rulesOf(loose.stderr, site(out)).toSorted()).toEqual(['site-address', 'site-removed'])
    expect(loose.stderr).toContain(told)
    expect(await readdir(site(out))).not.toContain('c')
  })

  test('touches nothing that is not its own, and says so before the work', async () => {
    const { sources, out } = await room({ 'a.md': good })
    await mkdir(site(out), { recursive: true })
    await writeFile(site(out, 'index.html'), 'mine')
    const { code, stdout, stderr } = await kanben('build', sources, '--site', '--out', out)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(rulesOf(stderr, site(out))).toEqual(['site-foreign'])
    expect(stderr).toMatch(/\nNothing was built\.\n$/)
    expect(stderr).not.toContain('a.md')
    expect(await readFile(site(out, 'index.html'), 'utf8')).toBe('mine')
    expect(await readdir(out)).toEqual(['site'])
  })

  test('a base URL is that of NAME.html where no site is made', async () => {
    const { sources, out } = await room({ 'a.md': good })
    const args = ['--to', 'html', '--base-url', 'https://example.org/t', '--out', out]
    expect(await kanben('build', sources, ...args)).toMatchObject({ code: 0 })
    const html = await readFile(join(out, 'a.html'), 'utf8')
    expect(html).toContain('rel="canonical" href="https://example.org/t/a.html"')
    expect(await readdir(out)).toEqual(['a.html'])
  })
})

describe('--format', { timeout: 300_000 }, () => {
  const faulty = `${good}\n各方<b>重申</b>。\n`

  test('json prints one document, and nothing else on stdout', async () => {
    const { sources, out } = await room({ 'a.md': good, 'b.md': faulty })
    const args = ['build', sources, '--to', 'pdf,html', '--out', out, '--format', 'json']
    const { code, stdout, stderr } = await kanben(...args)
    expect(code).toBe(1)
    const document = JSON.parse(stdout)
    expect(await faultsIn('messages', document)).toEqual([])
    expect(document).toMatchObject({ command: 'build', exitCode: 1 })
    const [a, b] = document.files
    expect(document.files).toHaveLength(2)
    expect(a.messages.map(({ rule }: { rule: string }) => rule)).toEqual(['text-unheld'])
    expect(b.path).toBe(join(sources, 'b.md'))
    expect(b.messages[0]).toEqual({
      rule: 'html-raw',
      severity: 'error',
      reason: 'Unexpected HTML `<b>`, expected Markdown',
      remedy: expect.stringContaining('backslash'),
      place: { line: 10, column: 3, endLine: 10, endColumn: 6 }
    })
    // Only progress goes to stderr.
    expect(stderr.replace(/[\d.]+ s/g, 'N s')).toBe(
      `${join(sources, 'a.md')}  pdf 4, html  N s\n${join(sources, 'b.md')}  no edition  N s\n`
    )
    const bytes = await readFile(join(out, 'a.pdf'))
    expect(document.editions.map(({ target }: { target: string }) => target)).toEqual([
      'pdf',
      'html'
    ])
    expect(document.editions[0]).toMatchObject({
      path: join(out, 'a.pdf'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      pages: 4,
      characters: 18,
      statistics: { pages: 4, breaches: {} }
    })
    expect(document.lists).toMatchObject([{ path: join(out, 'a.pages.json') }])
  })

  test('json tells a cleaning, and whether it changed anything', async () => {
    const { out } = await room({})
    await mkdir(join(out, 'received'), { recursive: true })
    const text = join(out, 'received', 'a.txt')
    await writeFile(text, '宣言\n\n各方声明如下。\n')
    const args = ['clean', text, '--out', out, '--format', 'json']
    const told = []
    for (const [code, args_] of [
      [0, args],
      [0, args],
      [1, [...args, '--strict']]
    ] as const) {
      const result = await kanben(...args_)
      expect(result).toMatchObject({ code, stderr: '' })
      const document = JSON.parse(result.stdout)
      expect(await faultsIn('messages', document)).toEqual([])
      told.push(document)
    }
    const path = join(out, 'a.md')
    expect(told[0]).toMatchObject({ command: 'clean', exitCode: 0 })
    expect(told.map(({ markdown }) => markdown)).toEqual([
      { path, isChanged: true },
      { path, isChanged: false },
      undefined
    ])
    // Gaps in the front matter are reported of the file written.
    expect(told[0].files.map((file: { path: string }) => file.path)).toEqual([path])
  })

  test('github annotates, beside what people read', async () => {
    const { sources, out } = await room({ 'b.md': faulty })
    const args = ['build', sources, '--to', 'html', '--out', out]
    const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: sources }
    const { code, stdout, stderr } = await kanbenWith(env, ...args)
    expect(code).toBe(1)
    expect(rulesOf(stderr, join(sources, 'b.md'))).toEqual(['html-raw'])
    expect(commandsIn(stderr)).toEqual([])
    const title = 'html-raw'
    expect(commandsIn(stdout)).toMatchObject([
      { name: 'error', properties: { file: 'b.md', line: '10', col: '3', endColumn: '5', title } },
      { name: 'error', properties: { file: 'b.md', line: '10', col: '8', endColumn: '11', title } }
    ])
    const text = await kanbenWith(env, ...args, '--format', 'text')
    expect({ ...text, stderr: '' }).toEqual({ code: 1, stdout: '', stderr: '' })
    const other = await kanben(...args, '--format', 'github')
    expect(commandsIn(other.stdout)).toHaveLength(2)
  })

  test('a source makes GitHub obey nothing, whatever the format', async () => {
    const lines = [
      '::set-output name=a::b <i>',
      '##[add-mask]宣言 <i>',
      '各方 ##[error]重申<b>。',
      '[::error::x](x:%0A::warning::y)',
      '| ::debug::一 |\n| --- |\n| ##[group]二 | 三 |',
      ':::signatories\n- ::stop-commands::某甲\n:::'
    ]
    const hostile = `${good.replace('宣言', '"::notice::宣言"')}\n${lines.join('\n\n')}\n`
    const { sources, out } = await room({ '##[add-mask]a.md': hostile, '::error::b.md': hostile })
    const home = join(sources, '..')
    const args = ['build', 'source', '::error::b.md', '--to', 'html', '--out', 'output']
    await writeFile(join(home, '::error::b.md'), good)
    await rm(join(sources, '::error::b.md'))
    const run = (env: NodeJS.ProcessEnv, ...more: ReadonlyArray<string>) => {
      return runProgram([...args, ...more], { cwd: home, env })
    }
    const actions = { GITHUB_ACTIONS: 'true' }
    const github = await run(actions)
    expect(github.code).toBe(1)
    expect(commandsIn(github.stderr)).toEqual([])
    const names = commandsIn(github.stdout).map(
      ({ name, properties }) => `${name} ${properties.file}`
    )
    expect(names.length).toBeGreaterThan(5)
    expect([...new Set(names)]).toEqual(['error source/##[add-mask]a.md', 'notice ::error::b.md'])
    expect(names.length).toBe(github.stdout.match(/^::/gm)?.length)
    // People can still read it.
    expect(github.stderr).toContain('##\\[error]重申<b>。')
    expect(github.stdout).toContain('output/::error::b.html')

    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await run(actions, '--format', format)
      expect(commandsIn(stdout + stderr), format).toEqual([])
      expect(stdout).not.toBe('')
    }
    // Otherwise this test would prove nothing.
    const bare = await run({})
    expect(commandsIn(bare.stderr).length).toBeGreaterThan(2)
    await rm(out, { recursive: true })
  })

  test('wrong use is told in every format, and always in plain words on stderr', async () => {
    const args = ['build', '--colour']
    const stderr = "Unknown option '--colour'\nkanben build --help tells more.\n"
    const json = await kanben(...args, '--format', 'json')
    expect(json).toMatchObject({ code: 2, stderr })
    expect(await faultsIn('messages', JSON.parse(json.stdout))).toEqual([])
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: 'build',
      exitCode: 2,
      error: "Unknown option '--colour'"
    })
    const stdout = "::error::Unknown option '--colour'\n"
    expect(await kanben(...args, '--format', 'github')).toEqual({ code: 2, stdout, stderr })
    const actions = await kanbenWith({ GITHUB_ACTIONS: 'true' }, ...args)
    expect(actions).toEqual({ code: 2, stdout, stderr })

    const name = await kanben('::error::\u001b[31m', '--format', 'github')
    expect(commandsIn(name.stderr)).toEqual([])
    expect(commandsIn(name.stdout)).toHaveLength(1)
    expect(name.stderr).toContain('Unexpected command `::error::<U+001B>[31m`')
  })

  test('a bug is told without giving a source a voice', async () => {
    const { sources, out } = await room({ 'a.md': good })
    const bug = `const { parse } = JSON
      TextEncoder.prototype.encode = () => { throw new Error('x\\n::error::y \\u001b[31m') }`
    const args = ['build', sources, '--to', 'html', '--out', out]
    const around = { cwd: folder, env: { GITHUB_ACTIONS: 'true' } }
    const { code, stdout, stderr } = await ended(startProgram(args, around, bug))
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/Error: x\n:\\:error::y <U\+001B>\[31m\n {4}at /)
  })
})

describe('--summary', { timeout: 300_000 }, () => {
  test('appends what was made and what was withheld', async () => {
    const { sources, out } = await room({ 'a.md': good, 'b.md': `${good}\n各方<b>重申</b>。\n` })
    const summary = join(out, '..', 'summary.md')
    await writeFile(summary, '# Before')
    const args = ['build', sources, '--to', 'html', '--out', out, '--summary', summary]
    expect(await kanben(...args)).toMatchObject({ code: 1 })
    const text = await readFile(summary, 'utf8')
    expect(text).toContain('# Before\n## kanben build\n')
    expect(text).toContain(`**Withheld: 1 of 2 editions.** \`${join(out, 'b.html')}\`\n`)
    expect(text).toMatch(/\n\| `.*a\.html` \| {2}\| 18 \| {2}\| \d+ \| \d+ kB \|\n/)
    expect(text).toContain('### 2 errors, 2 remarks\n')
    expect(text).toContain('  * `10:3` ``Unexpected HTML `<b>`, expected Markdown``\n')
    expect(await kanben('build', join(sources, 'a.md'), ...args.slice(2))).toMatchObject({
      code: 0
    })
    const both = await readFile(summary, 'utf8')
    expect(both.startsWith(text)).toBe(true)
    expect(both.slice(text.length)).toContain('**Made: all of 1 edition.**')
  })

  test('is told before the work where it cannot be written, and tells what else cannot', async () => {
    const { sources, out } = await room({ 'a.md': good })
    const args = ['build', sources, '--to', 'html', '--out', out]
    const { code, stderr } = await kanben(...args, '--summary', sources)
    expect(code).toBe(1)
    expect(rulesOf(stderr, sources)).toEqual(['output-unwritable'])
    expect(stderr.match(/output-unwritable/g)).toHaveLength(1)
    expect(await readdir(out)).toEqual([])
    const summary = join(out, '..', 'summary.md')
    await rm(out, { recursive: true })
    await writeFile(out, 'a file where the folder should be')
    expect(await kanben(...args, '--summary', summary)).toMatchObject({ code: 1 })
    const text = await readFile(summary, 'utf8')
    expect(text).toContain('**Withheld: 1 of 1 edition.**')
    expect(text).toContain('`output-unwritable`')
  })
})

describe('clean', { timeout: 300_000 }, () => {
  test('names the received text so that a build finds it', async () => {
    const { out } = await room({})
    await mkdir(join(out, 'received', '2021'), { recursive: true })
    const text = join(out, 'received', '2021', 'a.txt')
    const decisions = join(out, 'received', 'a.yaml')
    await writeFile(text, '宣言\n\n各方声明如下。\n')
    await writeFile(decisions, 'type: declaration\ndate: 2021-09-17\n')
    const args = ['clean', text, '--decisions', decisions, '--out', out]
    expect(await kanben(...args, '--strict')).toMatchObject({ code: 0, stderr: '' })
    const made = join(out, 'a.md')
    const markdown = await readFile(made, 'utf8')
    expect(markdown).toContain('file: received/2021/a.txt')
    expect(markdown).toContain('decisions: received/a.yaml')
    const built = await kanben(
      'build',
      made,
      '--to',
      'html',
      '--out',
      join(out, 'html'),
      '--strict'
    )
    expect(built).toMatchObject({ code: 0 })
  })

  test('makes a source every build holds against the received text', async () => {
    const { out } = await room({})
    await cp(new URL('fixtures/declaration/received', import.meta.url), join(out, 'received'), {
      recursive: true
    })
    const name = join(out, 'received', 'declaration')
    const args = ['clean', `${name}.txt`, '--decisions', `${name}.yaml`, '--out', out, '--strict']
    expect(await kanben(...args)).toMatchObject({ code: 0 })
    const made = join(out, 'declaration.md')
    const build = ['build', made, '--to', 'html', '--out', join(out, 'html'), '--strict']
    const built = await kanben(...build)
    expect(built.code).toBe(0)
    expect(rulesOf(built.stderr, made)).toEqual(['pages-unknown'])
    const page = await readFile(join(out, 'html', 'declaration.html'), 'utf8')
    expect(page).toContain('行末是否分段，由人判定12处')

    const markdown = await readFile(made, 'utf8')
    const edited = markdown.replace('反对实行双重标准', '支持实行双重标准')
    await writeFile(made, edited)
    const refused = await kanben(...build)
    expect(refused.code).toBe(1)
    expect(rulesOf(refused.stderr, made)).toEqual(['text-unaccounted'])
    expect(refused.stderr).toContain(
      'Unexpected “支持实行双重标准” in p32, expected “反对实行双重标准” as received (received/declaration.txt:142)'
    )
    const words = '{ date: 2022-01-01, what: 改一词, from: 反对实行双重标准, to: 支持实行双重标准 }'
    await writeFile(made, edited.replace('\n---\n', `\ncorrections:\n  - ${words}\n---\n`))
    expect(await kanben(...build)).toMatchObject({ code: 0 })
    expect(await readFile(join(out, 'html', 'declaration.html'), 'utf8')).toContain(
      '改一词　误“反对实行双重标准”正“支持实行双重标准”（第32段）'
    )
  })

  test('a Markdown source is told in one message', async () => {
    const { code, stdout, stderr } = await kanben('clean', 'ok.md', '--out', '.', '--force')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(rulesOf(stderr, 'ok.md')).toEqual(['received-markdown'])
    expect(await readFile(join(folder, 'ok.md'), 'utf8')).toBe(good)
  })

  test('never writes over corrections unless forced', async () => {
    const { out } = await room({})
    await mkdir(join(out, 'received'), { recursive: true })
    await writeFile(join(out, 'received', 'a.txt'), '宣言\n\n各方声明如下。\n')
    const args = ['clean', join(out, 'received', 'a.txt'), '--out', out]
    const path = join(out, 'a.md')
    expect(await kanben(...args)).toMatchObject({ code: 0, stdout: `${path}\n` })
    const written = await readFile(path, 'utf8')
    expect(written).toContain('各方声明如下。')
    expect(await kanben(...args)).toMatchObject({ code: 0, stdout: `${path}  unchanged\n` })

    await writeFile(path, `${written}改正。\n`)
    const refused = await kanben(...args)
    expect(refused.code).toBe(1)
    expect(rulesOf(refused.stderr, path)).toContain('output-exists')
    expect(await readFile(path, 'utf8')).toBe(`${written}改正。\n`)

    expect(await kanben(...args, '--force')).toMatchObject({ code: 0 })
    expect(await readFile(path, 'utf8')).toBe(written)
    expect(await readdir(out)).toEqual(['a.md', 'received'])
  })

  test.each([
    ['a missing text', ['missing.txt'], 'missing.txt'],
    ['missing decisions', ['ok.txt', '--decisions', 'missing.yaml'], 'missing.yaml']
  ])('%s is reported', async (_name, args, path) => {
    const { code, stdout, stderr } = await kanben('clean', ...args, '--out', 'nowhere')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(rulesOf(stderr, path)).toEqual(['source-unreadable'])
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })
})

describe('what is shown', () => {
  test('columns align whatever the width of the characters', () => {
    const table = columns([
      ['file', 'size'],
      ['output/宣言.pdf', size(1_234_567)],
      ['output/a.epub', size(83_900)],
      ['b', size(940)]
    ])
    expect(table).toBe(
      [
        'file               size\n',
        'output/宣言.pdf  1.2 MB\n',
        'output/a.epub     84 kB\n',
        'b                 940 B\n'
      ].join('')
    )
  })

  test('the table of a long name keeps within 100 columns', () => {
    const gap = { mean: 0.0041, most: 0.0214, worst: 0.0449 }
    const breaches = { 'line-gap': 12 } as const
    const statistics = {
      pages: 1035,
      lines: 12596,
      gridLines: 12585,
      onGrid: 12580,
      gap,
      breaches
    }
    const page = {
      label: '',
      part: 'text' as const,
      apparatus: [],
      margins: [],
      notes: [],
      editorNotes: [],
      readings: []
    }
    const map = { pages: Array.from({ length: 1035 }, () => page), at: {} }
    const bytes = new Uint8Array(1_234_567)
    const characters = 454_321
    const proof = { characters, checks: 99, statistics }
    const pages = { map, unfolded: bytes, ...printedFacts }
    const edition = { target: 'booklet', bytes, ...pages, ...proof } as const
    const table = buildTable([{ edition, path: 'output/declaration.booklet.pdf', time: 123_456 }])
    const [head = '', row = ''] = table.split('\n')
    expect(row).toMatch(
      /^output\/declaration\.booklet\.pdf +1035 +454321 +12596 +5 +4 21 45 +12 +99 +1\.2 MB +123\.5 s$/
    )
    expect(Math.max(head.length, row.length)).toBeLessThanOrEqual(100)
    expect(buildTable([])).toBe('')
  })

  test('a terminal gets a line a stage with its page count', () => {
    const shown = show(true).replace(/[\d.]+ s/g, '# s')
    const lines = shown.split('\n').map((line) => line.split('\x1B[2K').at(-1))
    expect(lines).toEqual([
      'a.md',
      '  typeset   pdf             # s',
      '  layout    20 pages        # s',
      '  done      pdf 20  # s',
      ''
    ])
    expect(shown).toContain('\r\x1B[2K  layout    10 pages')
  })

  test('anything else gets one line', () => {
    expect(show(false)).toMatch(/^a\.md {2}pdf 20 {2}\d+\.\d s\n$/)
  })
})

function show(isTTY: boolean): string {
  const written: Array<string> = []
  const stream = { isTTY, write: (text: string) => written.push(text) }
  const { progress, end } = showProgress('a.md', stream)
  const steps = [['typeset', 'pdf'], ['layout'], ['layout', '10'], ['layout', '20']] as const
  for (const [stage, detail] of steps) {
    progress(stage, detail)
    pause(5)
  }
  end('pdf 20')
  return written.join('')
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

/** Make a folder of sources and the path of a folder to write to, apart from every other test's. */
async function room(
  files: Readonly<Record<string, string | Uint8Array>>
): Promise<Readonly<{ sources: string; out: string }>> {
  const home = await mkdtemp(join(folder, 'room-'))
  const sources = join(home, 'source')
  await mkdir(sources)
  for (const [name, content] of Object.entries(files)) await writeFile(join(sources, name), content)
  return { sources, out: join(home, 'output') }
}

/** Run the program in the common folder. */
function kanben(...args: ReadonlyArray<string>): Promise<Ended> {
  return kanbenWith({}, ...args)
}

function kanbenWith(env: NodeJS.ProcessEnv, ...args: ReadonlyArray<string>): Promise<Ended> {
  return runProgram(args, { cwd: folder, env })
}

/** Validate a document against its published schema. */
async function faultsIn(schema: string, document: unknown): Promise<ReadonlyArray<string>> {
  const { stdout } = await kanben('schema', schema)
  const ajv = new Ajv2020({ allErrors: true })
  ajv.validate(JSON.parse(stdout), document)
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/**
 * The rule ids reported below a file's path; every source here has a message that it has no
 * received text.
 */
function rulesOf(report: string, path: string): ReadonlyArray<string> {
  const lines = report.split('\n')
  if (!lines.includes(path)) return []
  const below = lines.slice(lines.indexOf(path) + 1)
  const end = below.findIndex((line) => /^\S/.test(line))
  const block = below.slice(0, end < 0 ? below.length : end)
  const rules = block.flatMap(
    (line) => /^ {2}(?:error|warning|remark) {2}(\S+)/.exec(line)?.[1] ?? []
  )
  return rules.filter((rule) => rule !== 'text-unheld')
}

/** The ids of another process's descendants that belong to a browser. */
function browsersBelow(root: number): ReadonlyArray<number> {
  return descendants(root).filter((pid) => /chrom/i.test(read(`/proc/${pid}/cmdline`)))
}

function descendants(root: number): ReadonlyArray<number> {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = pids.filter((pid) => read(`/proc/${pid}/status`).includes(`\nPPid:\t${root}\n`))
  return children.map(Number).flatMap((pid) => [pid, ...descendants(pid)])
}

/** A process that has ended but is not yet reaped is not alive. */
function isAlive(pid: number): boolean {
  return /^State:\t[^ZX]/m.test(read(`/proc/${pid}/status`))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
