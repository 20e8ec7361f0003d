import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { publish } from '../src/publish.ts'

const source = fileURLToPath(new URL('fixtures/torture/torture.md', import.meta.url))

// The problems of each template stand beside the source; `npx vitest run -u` writes them anew.
test.each(['official', 'book', 'book-32k', 'large-print', 'vertical'])(
  'every construct is printed in %s, and what no line could keep is reported',
  { timeout: 120_000 },
  async (template) => {
    const options = { targets: ['pdf'], template, strict: false } as const
    const { file, editions } = await publish(source, options, () => {})
    const problems = file.messages.map(({ ruleId, line, reason }) => {
      return `${ruleId} ${line ?? '-'} ${reason}\n`
    })
    expect(problems.filter((problem) => /^(edition-|text-|render-)/.test(problem))).toEqual([])
    expect(editions).toHaveLength(1)
    await expect(problems.join('')).toMatchFileSnapshot(`fixtures/torture/${template}.txt`)
  }
)
