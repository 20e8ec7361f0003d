import { describe, expect, test } from 'vitest'
import { publish } from './browser.ts'

/** 1/16 em, the widest gap the rules suffer; on the peers' page what XeLaTeX with ctex comes to. */
const pages = [
  ['official', 1 / 16],
  ['book', 1 / 16],
  ['book-32k', 1 / 16],
  ['large-print', 1 / 16],
  ['vertical', 1 / 16],
  ['./test/fixtures/templates/peers', 0.033]
] as const

describe('the declaration keeps every rule', { timeout: 300_000 }, () => {
  test.each(pages)('in %s', async (template, widest) => {
    const options = { targets: ['pdf'], template, strict: true } as const
    const { file, editions } = await publish(
      'test/fixtures/declaration/declaration.md',
      options,
      () => {}
    )
    expect(file.messages.filter(({ fatal }) => fatal !== undefined).map(String)).toEqual([])
    const statistics = editions[0]?.statistics
    expect(statistics?.lines).toBeGreaterThan(480)
    expect(statistics?.onGrid).toBe(statistics?.gridLines)
    expect(statistics?.gap.worst).toBeLessThan(widest)
  })
})
