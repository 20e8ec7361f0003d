import { beforeAll, describe, expect, test } from 'vitest'
import type { Gate, WideGate } from './gate.ts'

/** An edition, made on demand. */
export type Sample = readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>]

/** An edition with one fault, and the gate's finding. */
export type Planted = Readonly<{ fault: string; make: Sample[1]; finding: RegExp }>

/**
 * Test that a gate runs, finds a planted fault, and finds nothing in good editions. A gate that
 * starts slowly is asked about all of them at once.
 */
export function prove(
  gate: Gate | WideGate,
  { fault, make, finding }: Planted,
  samples: ReadonlyArray<Sample>
): void {
  const { name, lack } = gate
  describe(name, { timeout: 300_000 }, () => {
    test('can run', () => {
      if (lack !== undefined && !process.env.CI) {
        console.warn(
          `\n*** ${name} DID NOT RUN: ${lack}. No edition has been validated by it. ***\n`
        )
        return
      }
      expect(lack).toBeUndefined()
    })

    let found: ReadonlyArray<ReadonlyArray<string>> = []
    beforeAll(async () => {
      if (lack !== undefined || !('refuseAll' in gate)) return
      const editions = [make, ...samples.map(([, make]) => make)].map((make) => make())
      found = await gate.refuseAll(await Promise.all(editions))
      expect(found).toHaveLength(editions.length)
    }, 300_000)

    test.runIf(lack === undefined)(`finds ${fault}`, async () => {
      const [findings = await gate.refuse(await make())] = found
      expect(findings.join('\n')).toMatch(finding)
    })

    const numbered = samples.map(([name, make], index) => ({ name, make, index: index + 1 }))
    test.runIf(lack === undefined).for(numbered)(
      'finds nothing in $name',
      async ({ make, index }) => {
        expect(found[index] ?? (await gate.refuse(await make()))).toEqual([])
      }
    )
  })
}
