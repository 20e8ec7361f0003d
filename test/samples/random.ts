import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { RuleId } from '../../src/book.ts'
import { publish } from './browser.ts'
import { document, joinDocuments } from './documents.ts'

/**
 * Rules a text can force any engine to break: reporting them is enough. Any other problem is a
 * fault of kanben.
 */
const excusable: ReadonlyArray<RuleId> = [
  // They have no received text.
  'text-unheld',
  // A long word or number may come at the end of a line.
  'line-gap',
  // One character may follow a hard line break.
  'lone-character',
  // Long notes, pictures and chains of headings may leave no better page break.
  'page-heading',
  'page-orphan',
  'page-widow',
  'page-short'
]

/**
 * Check random documents against every rule. They are joined into one source, so that the browser
 * runs once; a fault is shown with its line of the source.
 */
export async function proveRandom(template: string, seed: number, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-random-'))
  for (const name of ['hall.svg', 'mark.svg', 'rings.png']) {
    await copyFile(new URL(`../fixtures/torture/${name}`, import.meta.url), join(folder, name))
  }
  const path = join(folder, `${template}.md`)
  const source = joinDocuments(fc.sample(document, { seed, numRuns: count }))
  await writeFile(path, source)
  const options = { targets: ['pdf'], template, strict: false } as const
  const { file, editions } = await publish(path, options, () => {})
  await rm(folder, { recursive: true })
  const faults = file.messages
    .filter(({ ruleId }) => !excusable.some((rule) => rule === ruleId))
    .map((message) => `${message}\n${source.split('\n')[(message.line ?? 0) - 1] ?? ''}`)
  expect(faults).toEqual([])
  expect(editions).toHaveLength(1)
}
