import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Target } from '../../src/book.ts'
import { publish } from './browser.ts'

/** Check the declaration with paragraph numbers in the margin against every rule. */
export async function proveNumbers(
  template: string,
  targets: ReadonlyArray<Target>
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-numbers-'))
  await writeFile(join(folder, 'settings.yaml'), `extends: ${template}\nparagraphNumbers: margin\n`)
  const options = { targets, template: folder, strict: true }
  const source = 'test/fixtures/declaration/declaration.md'
  const { file, editions } = await publish(source, options, () => {})
  await rm(folder, { recursive: true })
  const faults = file.messages.filter(({ ruleId }) => ruleId !== 'page-short')
  expect(faults.map(String)).toEqual([])
  expect(editions.map(({ target }) => target)).toEqual(targets)
}
