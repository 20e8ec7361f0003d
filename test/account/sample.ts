import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { account } from '../../src/account.ts'
import type { Account, Book, Meta } from '../../src/book.ts'
import { clean } from '../../src/clean.ts'
import { parse } from '../../src/parse.ts'
import { cleanAgain } from '../../src/publish/clean-again.ts'
import { readAssets, readSource, type Source } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'

/** A received text, and the decisions on it. */
export type Origin = Readonly<{ text: string; decisions?: string }>

/** The result for a source. */
export type Held = Readonly<{
  /** Messages, `line:column rule reason`. */
  said: ReadonlyArray<string>
  lines: ReadonlyArray<number | undefined>
  notes: ReadonlyArray<string>
  book?: Book
  account?: Account
}>

// The cleaned text does not depend on the source written from it.
const replays = new Map<string, ReturnType<typeof cleanAgain>>()

// Test files in one worker share this module and the folder.
const folder = mkdtempSync(join(tmpdir(), 'kanben-account-'))

/** Write a source and its received text, and compare them. */
export async function hold(markdown: string, origin?: Origin): Promise<Held> {
  const home = await mkdtemp(join(folder, 'source-'))
  await mkdir(join(home, 'received'))
  if (origin) await writeFile(join(home, 'received', 'a.txt'), origin.text)
  if (origin?.decisions) await writeFile(join(home, 'received', 'a.yaml'), origin.decisions)
  await writeFile(join(home, 'a.md'), markdown)
  const source = await readSource(join(home, 'a.md'))
  const { file, meta } = source
  let told: Pick<Held, 'book' | 'account'> = {}
  if (meta) {
    const tree = parse(file)
    const book = shape(tree, file, meta, await readAssets(tree, file))
    const differences = account(book, file, replayOnce(source, meta, origin))
    told = { book, ...(differences ? { account: differences } : {}) }
  }
  return {
    said: file.messages.map(
      ({ line, column, ruleId, reason }) => `${line}:${column} ${ruleId} ${reason}`
    ),
    lines: file.messages.map(({ line }) => line),
    notes: file.messages.map(({ note }) => note ?? ''),
    ...told
  }
}

function replayOnce(source: Source, meta: Meta, origin?: Origin): ReturnType<typeof cleanAgain> {
  const key = JSON.stringify([meta.source, origin, meta.title])
  const known = replays.get(key)
  if (known) return known
  const found = cleanAgain(source, meta)
  replays.set(key, found)
  return found
}

/** Clean a received text to the source `kanben clean` writes. */
export function cleaned({ text, decisions }: Origin): string {
  const received = new VFile({ path: 'received/a.txt', value: text })
  const decided = decisions && new VFile({ path: 'received/a.yaml', value: decisions })
  return String(clean(received, decided || undefined, '.').file)
}

/** Write a source by hand, with the digest of its received text. */
export function sourceOf(body: string, { text, decisions }: Origin, lines = ''): string {
  const digest = createHash('sha256').update(text).digest('hex')
  const named = decisions === undefined ? '' : '  decisions: received/a.yaml\n'
  const source = `source:\n  file: received/a.txt\n  sha256: ${digest}\n${named}  complete: true\n`
  const fields = 'title: 题\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n'
  return `---\n${fields}${source}${lines}---\n\n${body}\n`
}

/** Put corrections into the front matter of a source. */
export function withCorrections(markdown: string, corrections: ReadonlyArray<object>): string {
  if (corrections.length === 0) return markdown
  const entries = corrections.map((fields) => {
    const all = { date: '2022-01-01', what: '改', ...fields }
    const pairs = Object.entries(all).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    return `  - { ${pairs.join(', ')} }\n`
  })
  return markdown.replace(/\n---\n/u, () => `\ncorrections:\n${entries.join('')}---\n`)
}
