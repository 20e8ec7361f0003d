import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, PDFName, PDFNumber, PDFRawStream } from '@cantoo/pdf-lib'
import { unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Target, tellDifference } from '../../src/index.ts'
import { publish } from '../samples/browser.ts'
import { type Around, ended, startProgram, startThroughTsx } from '../samples/program.ts'
import { markdown, proveSameBytes } from './reproduce-sample.ts'

let folder = ''
let source = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-reproduce-'))
  source = join(folder, 'a.md')
  await writeFile(source, markdown)
  await mkdir(join(folder, 'tmp'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('where two files of one edition differ is told:', { timeout: 300_000 }, () => {
  const made = new Map<Target, Uint8Array>()
  beforeAll(async () => {
    const options = {
      targets: ['pdf', 'epub', 'html'],
      template: 'official',
      strict: true
    } as const
    const { editions } = await publish(source, options, () => {})
    for (const { target, bytes } of editions) made.set(target, bytes)
  }, 300_000)

  function bytesOf(target: Target): Uint8Array {
    return made.get(target) ?? new Uint8Array()
  }

  test.each(['pdf', 'epub', 'html'] as const)('nothing of the same %s', async (target) => {
    expect(bytesOf(target).length).toBeGreaterThan(1000)
    const copy = Uint8Array.from(bytesOf(target))
    expect(await tellDifference(target, bytesOf(target), copy)).toBeUndefined()
  })

  test.each([
    ['the turn of a page', turnPage, /^object \d+ \(Page\), byte \d+: “.*Rotate 90/],
    ['a byte of what a page paints', paintOther, /^object \d+ \(.+\), byte \d+ of its content: /],
    ['what is known of the file', tellOther, /^object \d+ \(.+\), byte \d+: .*“.*2031/],
    ['an identifier', identifyOther, /^trailer, byte \d+: “.*ID \[ <.*” and “.*ID \[ \] /],
    ['an object too many', addObject, /^object \d+ \(Extra\), which one file lacks$/],
    [
      'five objects',
      addFive,
      /^object \d+ \(Extra\), .*; also object \d+ \(Extra\), object \d+ \(Extra\), 2 more$/
    ]
  ])('%s of a PDF', async (_, plant, expected) => {
    const [one, other] = await Promise.all([planted(() => {}), planted(plant)])
    expect(await tellDifference('pdf', one, one)).toBeUndefined()
    expect(await tellDifference('pdf', one, other)).toMatch(expected)
    expect(await tellDifference('press', other, one)).toBeTypeOf('string')
  })

  test('bytes outside the objects of a PDF', async () => {
    const other = Buffer.concat([bytesOf('pdf'), Buffer.from('\n')])
    const expected = `byte ${bytesOf('pdf').length}, outside its objects`
    expect(await tellDifference('pdf', bytesOf('pdf'), other)).toBe(expected)
  })

  test('a word in an entry of an EPUB', async () => {
    const entries = unzipSync(bytesOf('epub'))
    const path = 'EPUB/text/s1.xhtml'
    const page = new TextDecoder().decode(entries[path])
    const line = page.slice(0, page.indexOf('声明')).split('\n').length
    const changed = { ...entries, [path]: new TextEncoder().encode(page.replace('声明', '申明')) }
    const told = await tellDifference('epub', bytesOf('epub'), zipSync(changed))
    expect(told).toMatch(new RegExp(`^entry ${path}, line ${line}: “.*声明.*” and “.*申明`))
  })

  test('an entry too many, the order of the entries, and a time in an EPUB', async () => {
    const entries = unzipSync(bytesOf('epub'))
    const zip = (mtime: string, of = entries) => zipSync(of, { mtime })
    const one = zip('1990-01-01')
    const more = zip('1990-01-01', { ...entries, more: new Uint8Array() })
    const turned = zip('1990-01-01', Object.fromEntries(Object.entries(entries).reverse()))
    const lack = 'entry more, which one file lacks'
    expect(await tellDifference('epub', one, more)).toBe(lack)
    expect(await tellDifference('epub', more, one)).toBe(lack)
    expect(await tellDifference('epub', one, turned)).toBe('order of the entries')
    expect(await tellDifference('epub', one, zip('1990-01-02'))).toMatch(
      /^byte \d+, in what the container says of its entries$/
    )
  })

  test('a letter of a web page, and its end', async () => {
    const page = new TextDecoder().decode(bytesOf('html'))
    const line = page.slice(0, page.indexOf('声明')).split('\n').length
    const change = (changed: string) => {
      return tellDifference('html', bytesOf('html'), new TextEncoder().encode(changed))
    }
    expect(await change(page.replace('声明', '申明'))).toMatch(
      new RegExp(`^line ${line}: “.*声明.*” and “.*申明`)
    )
    expect(await change(page.slice(0, -8))).toMatch(/^line \d+: “.*<\/html> ” and “.*”$/)
  })

  async function planted(plant: (document: PDFDocument) => void): Promise<Uint8Array> {
    const document = await PDFDocument.load(bytesOf('pdf'), { updateMetadata: false })
    plant(document)
    return document.save({ addDefaultPage: false })
  }
})

describe('build --check-reproducible', { timeout: 300_000 }, () => {
  // `.ci/run` tests this for PDF, EPUB, a report and a site.
  test('says of each edition that its bytes are the same, whatever the paths are relative to', async () => {
    await proveSameBytes(['--template', './mine', '--to', 'html'], undefined, ['a.html'])
  })

  // The styles of web edition and site depend on the time zone, but not on the page of the site,
  // which alone links a feed.
  const zone = `if (process.env.TZ === 'America/St_Johns') {
    const { encode } = TextEncoder.prototype
    TextEncoder.prototype.encode = function (text) {
      const other = text.replace('font-display: swap', 'font-display: block')
      if (text.includes('feed.xml')) return encode.call(this, other)
      return encode.call(this, other.replace('font-kerning: none', 'font-kerning: auto'))
    }
  }`

  test('fails where editions depend on the time zone, and says where', async () => {
    const { code, stdout, stderr } = await ended(start(['a.md', '--to', 'html', '--site'], zone))
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^output\/a\.html\n {2}error {2}edition-differs\n.*\n.*Unexpected line \d+: “.*none.*” and “.*auto.*”, expected the same bytes with TZ=America\/St_Johns /m
    )
    expect(stderr).toMatch(
      /^output\/site\/kanben\.sha256\n {2}error {2}edition-differs\n.*\n.*Unexpected line \d+: .*expected the same bytes/m
    )
    expect(stdout).toMatch(/site\/a\/index\.html {2}same bytes/)
    expect(stdout.match(/same bytes/g)).toHaveLength(1)
    expect(await remains()).toEqual([])
  })

  test('through tsx, says what the program said where it does not end well elsewhere', async () => {
    const crash = "if (process.env.LC_ALL === 'tr_TR.UTF-8') throw new Error('ılk')"
    const args = ['build', 'a.md', '--to', 'html', '--check-reproducible']
    const { code, stderr } = await ended(startThroughTsx(args, around(), crash))
    expect(code).toBe(1)
    const lack = /Unexpected lack of it, where the program said “[\s\S]*ılk[\s\S]*with TZ=Pacific/
    expect(stderr).toMatch(lack)
    // It was built in the other environments, through tsx too.
    expect(stderr.match(/expected the same bytes/g)).toHaveLength(1)
    expect(await remains()).toEqual([])
  })

  // The other builds hang while making a folder, so that the signal surely finds both at work.
  const workForEver = `import files from 'node:fs/promises'
    import { syncBuiltinESMExports } from 'node:module'
    if (['Pacific/Kiritimati', 'America/St_Johns'].includes(process.env.TZ)) {
      files.mkdir = () => new Promise(() => setInterval(() => {}, 60_000))
      syncBuiltinESMExports()
    }`

  test.runIf(process.platform === 'linux').each([
    ['SIGINT', 130],
    ['SIGTERM', 143]
  ] as const)('%s ends it and all it started, with %i', async (signal, code) => {
    const child = start(['a.md', '--to', 'html'], workForEver)
    const end = ended(child)
    const counts = async () => [(await remains()).length, (await childrenOf(child.pid)).length]
    await expect.poll(counts, { timeout: 300_000 }).toEqual([2, 2])
    const others = await childrenOf(child.pid)
    child.kill(signal)
    expect((await end).code).toBe(code)
    expect(await remains()).toEqual([])
    expect(others).toHaveLength(2)
    for (const pid of others) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })
})

/** Start a build in the folder of the sources, running some code first if given. */
function start(args: ReadonlyArray<string>, plant?: string): ChildProcess {
  return startProgram(['build', ...args, '--check-reproducible'], around(), plant)
}

function around(): Around {
  return { cwd: folder, env: { TMPDIR: join(folder, 'tmp') } }
}

/** Folders left behind by builds in other environments. */
async function remains(): Promise<ReadonlyArray<string>> {
  const names = await readdir(join(folder, 'tmp'))
  return names.filter((name) => name.startsWith('kanben'))
}

/** The child processes of a process, from Linux's /proc. */
async function childrenOf(pid = 0): Promise<ReadonlyArray<number>> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return list.split(' ').filter(Boolean).map(Number)
}

function turnPage(document: PDFDocument): void {
  document.getPage(0).node.set(PDFName.of('Rotate'), PDFNumber.of(90))
}

function paintOther({ context }: PDFDocument): void {
  for (const [reference, object] of context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || object.dict.has(PDFName.of('Type'))) continue
    context.assign(reference, context.flateStream('0 0 m', {}))
    return
  }
}

function tellOther(document: PDFDocument): void {
  document.setCreationDate(new Date('2031-01-01'))
}

function identifyOther({ context }: PDFDocument): void {
  context.trailerInfo.ID = context.obj([])
}

function addObject({ context }: PDFDocument): void {
  context.register(context.obj({ Type: 'Extra' }))
}

function addFive(document: PDFDocument): void {
  for (let count = 0; count < 5; count += 1) addObject(document)
}
