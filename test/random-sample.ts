import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { RuleId } from '../src/book.ts'
import { publish } from './browser.ts'
import { document, joinDocuments } from './documents.ts'

/**
 * The rules a text can force any engine to break: it is enough that they are reported. Any other
 * problem is a fault of kanben's.
 */
const excusable: ReadonlyArray<RuleId> = [
  // They were received from nobody.
  'text-unheld',
  // A long word or number comes where a line is nearly full.
  'line-gap',
  // One character stands behind a hard line break.
  'lone-character',
  // Long notes, pictures and chains of headings leave a page no other end.
  'page-heading',
  'page-orphan',
  'page-widow',
  'page-short'
]

/**
 * Hold documents made by chance against every rule. They are joined into one source, so that one run of
 * the browser paints them all; a fault is shown with the line of the source it is in.
 */
export async function proveRandom(template: string, seed: number, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-random-'))
  for (const name of ['hall.svg', 'mark.svg', 'rings.png']) {
    await copyFile(new URL(`fixtures/torture/${name}`, import.meta.url), join(folder, name))
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
