import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Settings } from '../../../src/book.ts'
import { readPdfFile } from '../../../src/pdf/document.ts'
import { checks, findPdfFaults } from '../../../src/verify/pdf/conformance.ts'
import { renderPdf } from '../../samples/browser.ts'
import { type PrintedSample, printSample } from '../../samples/pdf.ts'
import { mutants } from './mutants/mutants.ts'
import { type BaseFile, unchanged } from './mutants/plant.ts'

describe('a finished PDF is held to its standards', { timeout: 300_000 }, () => {
  const source = 'test/fixtures/conformance/rich.md'
  let reading: PrintedSample
  let printed: PrintedSample<'press'>
  let bases: Readonly<Record<BaseFile, Uint8Array>>
  beforeAll(async () => {
    reading = await printSample(source)
    printed = await printSample(source, 'official', 'press')
    const { bytes } = reading.edition
    const make = await renderPdf(reading.set, { attachSource: true }, reading.file, () => {})
    const attached = await make?.('pdf')
    if (!attached) throw new Error(String(reading.file.messages[0]))
    bases = { reading: bytes, attached: attached.bytes, press: printed.edition.bytes }
  }, 300_000)

  async function told(base: BaseFile, bytes: Uint8Array): Promise<ReadonlyArray<string>> {
    const { edition, book } = base === 'press' ? printed : reading
    const file = await readPdfFile(bytes)
    return findPdfFaults(file, edition, book, String(reading.file)).map(({ check }) => check.id)
  }

  test.each<BaseFile>(['reading', 'attached', 'press'])(
    'nothing is wrong with %s',
    async (base) => {
      expect(await told(base, bases[base])).toEqual([])
      for (const rewrite of unchanged) {
        expect(await told(base, await rewrite(bases[base]))).toEqual([])
      }
    }
  )

  test.each(
    mutants.map(([check, what, plant, base = 'reading']) => ({ check, what, plant, base }))
  )('$check tells: $what ($base)', async ({ check, plant, base }) => {
    expect(await told(base, await plant(bases[base]))).toContain(check)
  })

  test.each<BaseFile>(['reading', 'press'])(
    'a vertical book bound on the left: %s',
    async (base) => {
      const { edition, book } = base === 'press' ? printed : reading
      const settings: Settings = { ...edition.settings, writing: 'vertical' }
      const file = await readPdfFile(edition.bytes)
      const source = String(reading.file)
      const findings = findPdfFaults(file, { ...edition, settings }, book, source)
      expect(findings.map(({ check }) => check.id)).toContain('reading-direction')
    }
  )

  test('every check is proved by a mutant', () => {
    const proved = new Set(mutants.map(([check]) => check))
    expect(checks.map(({ id }) => id).filter((id) => !proved.has(id))).toEqual([])
    expect([...proved].filter((id) => !checks.some((check) => check.id === id))).toEqual([])
    console.log(`${checks.length} checks, ${mutants.length} mutants`)
  })
})

const standards = { 'PDFA-2A': 'ISO 19005-2', 'PDFUA-1': 'ISO 14289-1' } as const

/** The rules of veraPDF's profiles, 153 and 106, each with the checks that cover it. */
const rules = readFileSync('test/fixtures/conformance/rules.txt', 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [, profile, clause = '', test, ids = ''] =
      /^(PDFA-2A|PDFUA-1) ([\d.]+)-(\d+): (.+)$/.exec(line) ?? []
    const isUa = profile === 'PDFUA-1'
    return { id: `${profile} ${clause}-${test}`, isUa, clause, covering: ids.split(' ') }
  })

test('every rule of PDF/A-2a and PDF/UA-1 is covered', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(259)
  expect(rules.filter(({ isUa }) => isUa)).toHaveLength(106)
  const known = new Map(checks.map((check) => [check.id, check]))
  const unknown = rules.flatMap(({ covering }) => covering.filter((id) => !known.has(id)))
  expect(unknown).toEqual([])
})

test('a check names the clause of each rule it covers', () => {
  const clauses = new Map(checks.map(({ id, clauses }) => [id, clauses]))
  const silent = rules.filter(({ isUa, clause, covering }) => {
    const standard = standards[isUa ? 'PDFUA-1' : 'PDFA-2A']
    const wanted = `; ${standard}, `
    return !covering.some((id) => {
      const [, ...lists] = `; ${clauses.get(id)}`.split(wanted)
      const named = lists.flatMap((list) => (list.split(';')[0] ?? '').split(', '))
      return named.some((name) => clause === name || clause.startsWith(`${name}.`))
    })
  })
  expect(silent.map(({ id, covering }) => `${id}: ${covering.join(' ')}`)).toEqual([])
})
