import { Ajv2020 } from 'ajv/dist/2020.js'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { report } from '../../src/book.ts'
import { messagesOf } from '../../src/cli/messages.ts'
import { messagesSchema, writeError, writeMessages } from '../../src/cli/messages-json.ts'
import { printedFacts } from '../samples/render.ts'

const ajv = new Ajv2020({ strict: true })
const isValid = ajv.compile(messagesSchema())

/** A document with some of everything. */
function whole() {
  const file = new VFile({ path: 'a.md', value: '甲乙' })
  const place = { start: { line: 1, column: 1 }, end: { line: 1, column: 3 } }
  report(file, 'html-raw', 'Unexpected HTML, expected Markdown', place)
  report(file, 'line-gap', 'Unexpected gap, expected none', { line: 1, column: 2 })
  report(file, 'pages-unknown', 'Unexpected lack of pages')
  const bytes = new Uint8Array(3)
  const statistics = {
    ...{ pages: 1, lines: 2, gridLines: 2, onGrid: 2 },
    gap: { mean: 0.1, most: 0.2, worst: 0.3 },
    breaches: { 'line-gap': 1 }
  }
  const map = { pages: [], at: {} }
  const proof = { characters: 2, checks: 3, statistics }
  const edition = { target: 'pdf', bytes, map, ...proof, ...printedFacts } as const
  const told = { command: 'build', exitCode: 1, files: messagesOf([file]) } as const
  return writeMessages(told, {
    editions: [{ edition, path: 'output/a.pdf', time: 1 }],
    lists: [{ path: 'output/a.pages.json', bytes }],
    same: new Set(['output/a.pdf']),
    markdown: { path: 'a.md', isChanged: true }
  })
}

describe('the schema of the messages', () => {
  test('says which it is', () => {
    expect(messagesSchema()).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'kanben-messages',
      additionalProperties: false
    })
  })

  test('is kept by what is written', () => {
    for (const text of [whole(), writeError('build', 'Unknown option')]) {
      isValid(JSON.parse(text))
      expect(isValid.errors).toBeNull()
    }
    expect(JSON.parse(whole())).toMatchObject({
      editions: [{ path: 'output/a.pdf', size: 3, reproduced: true }],
      lists: [{ path: 'output/a.pages.json', reproduced: false }]
    })
  })

  const needed = [
    ...['/format', '/version', '/command', '/exitCode', '/files', '/files/0/path'],
    ...['/files/0/messages', '/files/0/messages/0/rule', '/files/0/messages/0/severity'],
    ...['/files/0/messages/0/reason', '/files/0/messages/1/place/line'],
    ...['/files/0/messages/1/place/column', '/editions/0/target', '/editions/0/path'],
    ...['/editions/0/sha256', '/editions/0/size', '/editions/0/statistics/gap/worst'],
    ...['/editions/0/statistics/breaches', '/lists/0/sha256', '/markdown/isChanged']
  ]
  test.each(needed)('is broken without %s, and with something else in its place', (path) => {
    for (const change of [remove, (holder: Holder, key: string) => set(holder, key, [[]])]) {
      const document = JSON.parse(whole())
      const keys = path.split('/').slice(1)
      const holder = keys.slice(0, -1).reduce((value, key) => value[key], document)
      expect(holder).toHaveProperty([keys.at(-1) ?? ''])
      change(holder, keys.at(-1) ?? '')
      expect(isValid(document)).toBe(false)
    }
  })

  test.each([
    ['another format', { format: 'kanben-pages' }],
    ['another version', { version: 2 }],
    ['an exit code there is not', { exitCode: 3 }],
    ['a member there is not', { message: 'x' }],
    ['a severity of vfile', { files: [{ path: 'a', messages: [message({ severity: 'info' })] }] }],
    [
      'a line 0',
      { files: [{ path: 'a', messages: [message({ place: { line: 0, column: 1 } })] }] }
    ],
    ['half a digest', { lists: [{ path: 'a', sha256: 'abc', size: 1 }] }],
    ['a negative size', { lists: [{ path: 'a', sha256: 'a'.repeat(64), size: -1 }] }]
  ])('is broken by %s', (_name, change) => {
    expect(isValid({ ...JSON.parse(whole()), ...change })).toBe(false)
  })
})

type Holder = Record<string, unknown>

function remove(holder: Holder, key: string): void {
  delete holder[key]
}

function set(holder: Holder, key: string, value: unknown): void {
  holder[key] = value
}

function message(change: object): object {
  return { rule: 'line-gap', severity: 'warning', reason: 'Unexpected', ...change }
}
