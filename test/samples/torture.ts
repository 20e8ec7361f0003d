import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { publish } from './browser.ts'

const source = fileURLToPath(new URL('../fixtures/torture/torture.md', import.meta.url))

/**
 * Print every construct. The messages expected of each template are beside the source, by rule,
 * line and count; `npx vitest run -u` rewrites them.
 */
export async function proveTorture(template: string): Promise<void> {
  const options = { targets: ['pdf'], template, strict: false } as const
  const { file, editions } = await publish(source, options, () => {})
  expect(file.messages.filter(({ fatal }) => fatal).map(String)).toEqual([])
  expect(editions).toHaveLength(1)
  const counts = new Map<string, number>()
  for (const { ruleId, line } of file.messages) {
    // It has no received text.
    if (ruleId === 'text-unheld') continue
    const kind = `${ruleId} ${line ?? '-'}`
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const problems = [...counts].map(([kind, count]) => `${kind} ×${count}\n`)
  const table = fileURLToPath(new URL(`../fixtures/torture/${template}.txt`, import.meta.url))
  await expect(problems.join('')).toMatchFileSnapshot(table)
}
