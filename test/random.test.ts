import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RuleId } from '../src/book.ts'
import { publish } from '../src/publish.ts'
import { document, joinDocuments } from './documents.ts'

// Some two hundred documents of every construct are joined into one source, so that one run of the
// browser paints them all; should one fail, fast-check takes the others away and makes it smaller.
const documents = fc.array(document, { maxLength: 240, size: 'max' })

/**
 * The rules no engine can always keep, whatever the text: it is enough that they are reported. Any
 * other problem is a fault of kanben's.
 */
const excusable: ReadonlyArray<RuleId> = [
  'line-start',
  'line-end',
  'line-parted',
  'line-gap',
  'line-flush',
  'lone-character',
  'page-widow',
  'page-orphan',
  'page-heading',
  'page-short',
  'rule-excepted'
]

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-random-'))
  for (const name of ['hall.svg', 'mark.svg', 'rings.png']) {
    await copyFile(new URL(`fixtures/torture/${name}`, import.meta.url), join(folder, name))
  }
})

afterAll(() => rm(folder, { recursive: true }))

test.each(['official', 'book', 'book-32k', 'large-print', 'vertical'])(
  'no text is lost and no rule is broken silently in %s',
  { timeout: 600_000 },
  async (template) => {
    const path = join(folder, `${template}.md`)
    const property = fc.asyncProperty(documents, async (all) => {
      await writeFile(path, joinDocuments(all))
      const options = { targets: ['pdf'], template, strict: false } as const
      const { file, editions } = await publish(path, options, () => {})
      const faults = file.messages.filter(
        ({ ruleId }) => !excusable.some((rule) => rule === ruleId)
      )
      expect(faults.map(String)).toEqual([])
      expect(editions).toHaveLength(1)
    })
    await fc.assert(property, { seed: 6, numRuns: 1 })
  }
)
