import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { VFile } from 'vfile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PageStart, Pagination } from '../../../src/book.ts'
import { parse } from '../../../src/parse.ts'
import { readAssets, readSource, readTemplate } from '../../../src/read.ts'
import { render } from '../../../src/render.ts'
import { shape } from '../../../src/shape.ts'
import { typeset } from '../../../src/typeset.ts'
import { wordingOf } from '../../../src/verify/text/streams.ts'
import { document, joinDocuments } from '../../samples/documents.ts'
import { proveConstructs, publishAll } from '../../samples/page-marks.ts'
import { pagesOfEpub as epubMarks, pagesOfPage as htmlMarks } from '../../samples/read-back.ts'

const empty = new Uint8Array()
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-pages-'))
  for (const name of ['hall.svg', 'mark.svg', 'rings.png']) {
    await copyFile(new URL(`../../fixtures/torture/${name}`, import.meta.url), join(folder, name))
  }
})

afterAll(() => rm(folder, { recursive: true }))

/** Other files of an EPUB name pages too. */
function isPage({ name }: Readonly<{ name: string }>): boolean {
  return name.endsWith('.xhtml')
}

test('pages that begin at any character are found again at it', { timeout: 300_000 }, async () => {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  const texts = fc.array(document, { minLength: 1, maxLength: 4 }).map(joinDocuments)
  const starts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 40
  })
  await fc.assert(
    fc.asyncProperty(texts, starts, async (source, places) => {
      const path = join(folder, 'random.md')
      await writeFile(path, source)
      const { file, meta } = await readSource(path)
      if (!meta) throw new Error(String(file.messages[0]))
      const tree = parse(file)
      const book = shape(tree, file, meta, await readAssets(tree, file))
      const characters = wordingOf(book).characters.length
      const first = [...meta.title].length
      const at = places.map((place) => first + Math.floor(place * (characters + 1 - first)))
      const pages: ReadonlyArray<PageStart> = at
        .sort((one, other) => one - other)
        .map((character, index) => ({ label: `${index + 1}`, part: 'text', character }))
      const pagination: Pagination = { characters, pages, blocks: [] }
      const marks = pages.map(({ label, character }) => ({ label, character }))
      // A cover is slow, and not relevant here.
      const set = await typeset(book, template, 'html', file, { siblings: [], pagination })
      const [epub, html] = (['epub', 'html'] as const).map(async (medium) => {
        const laid = medium === 'epub' ? { ...set, medium, faces: [] } : set
        return (await render<'epub' | 'html'>(medium, laid, {}, file, () => {}))?.(medium)
      })
      expect(epubMarks((await epub)?.bytes ?? empty)).toEqual(marks)
      expect(htmlMarks((await html)?.bytes ?? empty)).toEqual(marks)
    }),
    { numRuns: 60, seed: 20210917 }
  )
})

// A paragraph that fills the first page, 22 lines of 28 characters or 15 of 35, and pictures.
test.each([
  ['official', 22 * 28],
  ['vertical', 15 * 35]
])(
  'a picture that begins a page stands behind its mark in %s',
  { timeout: 300_000 },
  async (template, room) => {
    const path = join(folder, 'picture.md')
    const head = '---\ntitle: 图\nlang: zh-Hans\ntype: sample\ndate: 2021-09-17\n---'
    const blocks = [
      `${'字'.repeat(room - 3)}。`,
      ...Array.from({ length: 9 }, () => '![圆](rings.png)')
    ]
    await writeFile(path, [head, ...blocks, '后文。'].join('\n\n'))
    const [pdf, ...others] = await publishAll(path, template)
    const begun = (pdf?.pagination?.pages ?? []).filter(({ picture }) => picture !== undefined)
    expect(begun.length).toBeGreaterThan(0)
    for (const { target, bytes } of others) {
      const files = target === 'epub' ? unzipSync(bytes, { filter: isPage }) : { page: bytes }
      const markup = Object.values(files)
        .map((file) => strFromU8(file))
        .join('')
      for (const { label, picture } of begun) {
        const [, behind = ''] = markup.split(` id="page-${label}"`)
        const between = behind.slice(behind.indexOf('>') + 1, behind.indexOf(` id="${picture}"`))
        expect(between).not.toBe('')
        expect(`${between}>`.replaceAll(/<[^>]*>/g, '').trim()).toBe('')
      }
    }
  }
)

// `npm run test:conformance` tests the other templates.
test('every construct stands on its page in book, notes at the end', async () => {
  await proveConstructs('book', 'end')
})
