import { describe, expect, test } from 'vitest'
import type { Gate } from './gate.ts'

/** An edition, made on demand. */
export type Sample = readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>]

/** An edition with one fault, and the gate's finding. */
export type Planted = Readonly<{ fault: string; make: Sample[1]; finding: RegExp }>

/** Test that a gate runs, finds a planted fault, and finds nothing in good editions. */
export function prove(
  gate: Gate,
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

    test.runIf(lack === undefined)(`finds ${fault}`, async () => {
      expect((await gate.refuse(await make())).join('\n')).toMatch(finding)
    })

    test.runIf(lack === undefined).for(samples)('finds nothing in %s', async ([, make]) => {
      expect(await gate.refuse(await make())).toEqual([])
    })
  })
}
