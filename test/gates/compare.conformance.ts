import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Comparison,
  compareStates,
  digestOf,
  draftOf,
  rowsBetween,
  type State,
  writeErrata
} from '../../src/index.ts'
import { getDocument } from '../../src/verify/read/pdf/pdfjs.ts'
import { declaration, edit } from '../diff/sample.ts'
import { publish } from '../samples/browser.ts'
import { findPrinted } from './printed.ts'

// Six corrections of the declaration. Pages and lines are compared with an independent reading of
// both PDFs.

const minutes = 60_000
const whole = '提升主管机关人员相关能力。'
const added = '各方将为此提供便利。'
const gone =
  '成员国强调，为应对化学和生物恐怖主义的威胁，有必要在日内瓦裁军谈判会议上就制止化学和生物恐怖主义行为的国际公约启动多边谈判。'

/** Each correction: the text, and the words where it begins on either side; of a gap, from the character before. */
const corrections: Readonly<Record<string, readonly [string, string, string]>> = {
  'one character': [
    edit(declaration, '决不允许以打击', '绝不允许以打击'),
    '决不允许以打击',
    '绝不允许以打击'
  ],
  'a sentence in the middle of page 9': [
    edit(declaration, whole, `${whole}${added}`),
    '。成员国强调，为应对化学',
    added
  ],
  'a paragraph deleted': [
    edit(declaration, `${gone}\n\n`, ''),
    gone.slice(0, 20),
    '。成员国将继续就边防'
  ],
  'two sections exchanged': [exchange(), '二、政治领域成员国表示', '三、政治领域成员国表示'],
  'a heading renamed': [
    edit(declaration, '### （三）国际信息安全', '### （三）国际网络安全'),
    '信息安全成员国强调，现代',
    '网络安全成员国强调，现代'
  ],
  'only emphasis': [edit(declaration, whole, whole.replace('能力', '**能力**')), '', '']
}

let home = ''
let old: State
const made = new Map<string, Readonly<{ state: State; comparison: Comparison; path: string }>>()

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kanben-compare-'))
  old = await stateOf(declaration, 'old')
  for (const [name, [text]] of Object.entries(corrections)) {
    const stem = name.replaceAll(' ', '-')
    const state = await stateOf(text, stem)
    const comparison = compareStates(old, state, 'official')
    made.set(name, { state, comparison, path: join(home, `${stem}.pdf`) })
  }
}, 10 * minutes)

afterAll(() => rm(home, { recursive: true, force: true }))

// Emphasis alone changes no words.
const worded = Object.entries(corrections).filter(([, [, before]]) => before !== '')

test.each(worded)('%s is told where it is printed', async (name, [, before, after]) => {
  const { comparison, path } = get(name)
  const side = comparison.corrections.find((each) => startsWith(each.old, before, each.kind))
  expect(side).toBeDefined()
  const [wanted, wantedNow] = [
    await findPrinted(join(home, 'old.pdf'), before),
    await findPrinted(path, after)
  ]
  expect({ page: side?.old.page, line: side?.old.line }).toEqual(wanted)
  expect({ page: side?.new.page, line: side?.new.line }).toEqual(wantedNow)
})

describe.each(Object.keys(corrections))('%s', (name) => {
  test('names the pages that look otherwise, and no others', async () => {
    const { comparison, path } = get(name)
    const told = comparison.pages?.changed.map(({ number }) => number)
    expect(told).toEqual(await differing(join(home, 'old.pdf'), path))
  })

  test(
    'has an errata sheet that keeps every rule',
    async () => {
      const { comparison, state } = get(name)
      const sheet = join(home, 'sheet.md')
      await writeFile(
        sheet,
        writeErrata(comparison, rowsBetween(comparison, old, state), state.book.meta)
      )
      const options = {
        targets: ['pdf'],
        template: 'official',
        strict: true,
        parts: ['text']
      } as const
      const { file, editions } = await publish(sheet, options, () => {})
      expect(file.messages.filter(({ fatal }) => fatal !== undefined).map(String)).toEqual([])
      expect(editions).toHaveLength(1)
    },
    5 * minutes
  )
})

test('what was changed, and nothing else, is told', () => {
  const counts = Object.fromEntries(
    [...made].map(([name, { comparison }]) => [
      name,
      [comparison.corrections, comparison.moves, comparison.forms].map(({ length }) => length)
    ])
  )
  expect(counts).toEqual({
    'one character': [1, 0, 0],
    'a sentence in the middle of page 9': [1, 0, 0],
    'a paragraph deleted': [1, 0, 0],
    // The enumerators of both sections are corrections.
    'two sections exchanged': [2, 1, 0],
    'a heading renamed': [1, 0, 0],
    'only emphasis': [0, 0, 1]
  })
})

test('identifiers that moved are told', () => {
  const { comparison } = get('a paragraph deleted')
  const [first] = comparison.identifiers
  expect(first).toMatchObject({
    old: expect.stringMatching(/^p\d+$/),
    new: expect.stringMatching(/^p\d+$/)
  })
  expect(Number(first?.old.slice(1)) - Number(first?.new.slice(1))).toBe(1)
  expect(get('one character').comparison.identifiers).toEqual([])
})

/** Print a text, and keep the PDF. */
async function stateOf(text: string, stem: string): Promise<State> {
  const path = join(home, `${stem}.md`)
  // Only the text is compared; the received text does not matter.
  await writeFile(path, text.replace(/^source:\n(?: .*\n)*/mu, ''))
  const options = { targets: ['pdf'], template: 'official', strict: true } as const
  const publication = await publish(path, options, () => {})
  const book = draftOf(publication)
  const [pdf] = publication.editions
  const settings = publication.template?.settings
  if (!book || !pdf?.pagination || !pdf.painted || !settings) {
    throw new Error(publication.file.messages.map(String).join('\n'))
  }
  await writeFile(join(home, `${stem}.pdf`), pdf.bytes)
  const { pagination, painted } = pdf
  const print = { pagination, painted, size: settings.page, writing: settings.writing }
  return { name: stem, sha256: digestOf(text), book, print }
}

function get(name: string) {
  const found = made.get(name)
  if (!found) throw new Error(`Unexpected lack of ${name}`)
  return found
}

function startsWith(
  { text, ranges: [first] }: Comparison['corrections'][number]['old'],
  words: string | undefined,
  kind: string
): boolean {
  if (kind === 'added') return true
  const begin = [...text].slice(first?.from).join('').slice(0, 1)
  return begin !== '' && words?.startsWith(begin) === true
}

/** Compare the pages of two PDFs by what pdf.js makes of their text and its places: numbers from 1. */
async function differing(one: string, other: string): Promise<ReadonlyArray<number>> {
  const [left, right] = [await pagesOf(one), await pagesOf(other)]
  return right.flatMap((page, index) => (page === left[index] ? [] : [index + 1]))
}

async function pagesOf(path: string): Promise<ReadonlyArray<string>> {
  const task = getDocument({ data: new Uint8Array(await readFile(path)), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const told = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [`${item.str} ${item.transform.map((value: number) => value.toFixed(1)).join(' ')}`]
        : []
    )
    pages.push(told.join('\n'))
  }
  await task.destroy()
  return pages
}

function exchange(): string {
  const parts = declaration.split(/^(?=## )/mu)
  const [, , second = '', third = ''] = parts
  const exchanged = [third.replace('三、', '二、'), second.replace('二、', '三、')]
  return [...parts.slice(0, 2), ...exchanged, ...parts.slice(4)].join('')
}
