import { readFileSync } from 'node:fs'
import { VFile } from 'vfile'
import { beforeAll, describe, expect, test } from 'vitest'
import { epubChecks } from '../../src/verify/epub/check.ts'
import { htmlChecks } from '../../src/verify/web/check.ts'
import { check } from '../../src/verify.ts'
import { faultsOfEpub, faultsOfPage } from '../samples/read-back.ts'
import { ace } from './ace.ts'
import { axe } from './axe.ts'
import { epubcheck } from './epubcheck.ts'
import { epubcheckTs } from './epubcheck-ts.ts'
import type { Gate, wide } from './gate.ts'
import { htmlValidate } from './html-validate.ts'
import { epubMutants } from './mutants/epub.ts'
import { type GoodEditions, publishGood } from './mutants/good-editions.ts'
import { htmlMutants } from './mutants/html.ts'
import { type Mutant, pack, repack } from './mutants/plant.ts'
import { readTable, type Verdict, writeTable } from './mutants/table.ts'
import { vnu } from './vnu.ts'

/**
 * Gates that take seconds an edition only check mutants no other gate refuses. Those the
 * environment names, `MUTANTS=EPUBCheck,axe`, check all, for the table; for the others it keeps the
 * last results.
 */
const thorough = (process.env.MUTANTS ?? '').split(',')

const kinds = [
  {
    target: 'epub',
    mutants: epubMutants,
    quick: [epubcheckTs],
    slow: [epubcheck, ace],
    least: 100
  },
  { target: 'html', mutants: htmlMutants, quick: [htmlValidate, vnu], slow: [axe], least: 60 }
] as const

let bases: Readonly<Record<Mutant['base'], GoodEditions>>

beforeAll(async () => {
  bases = {
    declaration: await publishGood('test/fixtures/declaration/declaration.md'),
    rich: await publishGood('test/fixtures/gates/rich.md')
  }
}, 300_000)

describe.each(kinds)('faults planted in $target', ({ target, mutants, quick, slow, least }) => {
  const path = `test/fixtures/gates/${target}.txt`
  const names = ['own', ...[...quick, ...slow].map(({ name }) => name)]

  test('each is a fault of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(least)
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    for (const { name, base, plant } of mutants) {
      const good = editionOf(base, target).bytes
      expect(Buffer.compare(plant(good), good), name).not.toBe(0)
    }
  })

  test('the good editions pass the own checks', async () => {
    for (const base of ['declaration', 'rich'] as const) {
      const { bytes } = editionOf(base, target)
      expect(await refuse(base, target, bytes)).toEqual([])
    }
  })

  test('every own check is proved by one', () => {
    const told = new Set(mutants.flatMap((mutant) => checksThatTell(mutant, target)))
    const checks = target === 'epub' ? epubChecks : htmlChecks
    expect(checks.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([])
    console.log(`${target}: ${checks.length} own checks, ${mutants.length} mutants`)
  })

  test('each is refused by a gate', { timeout: 7_200_000 }, async () => {
    const before = new Map(
      readTable(readFileSync(path, 'utf8'), names).map(({ name, refused }) => [name, refused])
    )
    const verdicts = mutants.map(({ name }) => ({ name, refused: {} as Record<string, boolean> }))
    const ask = async (gate: Gate, isAsked: (verdict: Verdict) => boolean) => {
      if (gate.lack !== undefined) return
      const asked = mutants.flatMap((mutant, index) => {
        const verdict = verdicts[index]
        return verdict && isAsked(verdict) ? [{ mutant, verdict }] : []
      })
      const editions = asked.map(({ mutant: { base, plant } }) =>
        plant(editionOf(base, target).bytes)
      )
      const found = await askAll(gate, editions)
      for (const [index, { verdict }] of asked.entries()) {
        verdict.refused[gate.name] = (found[index]?.length ?? 0) > 0
      }
    }
    for (const [index, { base, plant }] of mutants.entries()) {
      const found = await refuse(base, target, plant(editionOf(base, target).bytes))
      const verdict = verdicts[index]
      if (verdict) verdict.refused.own = found.length > 0
    }
    for (const gate of quick) await ask(gate, () => true)
    const isMissed = ({ refused }: Verdict) => !Object.values(refused).includes(true)
    for (const gate of slow) {
      await ask(gate, (verdict) => thorough.includes(gate.name) || isMissed(verdict))
    }
    expect(verdicts.filter(isMissed)).toEqual([])
    const told = verdicts.map(({ name, refused }) => ({
      name,
      refused: { ...before.get(name), ...refused }
    }))
    await expect(writeTable(told, names)).toMatchFileSnapshot(`../fixtures/gates/${target}.txt`)
  })
})

test('an EPUB that is packed again is the same', () => {
  const { bytes } = editionOf('declaration', 'epub')
  expect(Buffer.compare(repack(() => {})(bytes), bytes)).toBe(0)
  expect(pack({})).toHaveLength(22)
})

/** List what the program itself finds wrong. */
async function refuse(
  base: Mutant['base'],
  target: 'epub' | 'html',
  bytes: Uint8Array
): Promise<ReadonlyArray<string>> {
  const { book, source } = bases[base]
  const file = new VFile({ value: source })
  await check({ ...editionOf(base, target), bytes }, book, file)
  return file.messages.map(({ reason }) => reason)
}

function checksThatTell({ base, plant }: Mutant, target: 'epub' | 'html'): ReadonlyArray<string> {
  const { book, source } = bases[base]
  const good = editionOf(base, target)
  const edition = { ...good, bytes: plant(good.bytes) }
  try {
    const findings =
      target === 'epub' ? faultsOfEpub(edition, book, source) : faultsOfPage(edition, book, source)
    return findings.map(({ check }) => check.id)
  } catch {
    // An unreadable file is refused before any check.
    return []
  }
}

function editionOf(base: Mutant['base'], target: 'epub' | 'html') {
  const edition = bases[base].editions.get(target)
  if (!edition) throw new Error(`Unexpected editions without ${target}`)
  return edition
}

async function askAll(
  gate: Gate,
  editions: ReadonlyArray<Uint8Array>
): Promise<ReadonlyArray<ReadonlyArray<string>>> {
  const together = isWide(gate) ? await gate.refuseAll(editions).catch(() => undefined) : undefined
  if (together) return together
  const found: Array<ReadonlyArray<string>> = []
  // A gate may crash on something that is not an edition; that is a refusal too.
  for (const edition of editions)
    found.push(await gate.refuse(edition).catch((error: unknown) => [String(error)]))
  return found
}

function isWide(gate: Gate): gate is ReturnType<typeof wide> {
  return 'refuseAll' in gate
}
