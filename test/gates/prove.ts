import { describe, expect, test } from 'vitest'
import type { Gate } from './gate.ts'

/** An edition, made when it is asked for. */
export type Sample = readonly [name: string, make: () => Uint8Array | Promise<Uint8Array>]

/** An edition with one fault, and what the gate says of it. */
export type Planted = Readonly<{ fault: string; make: Sample[1]; finding: RegExp }>

/** Prove that a gate runs, that it finds a planted fault, and that it finds nothing in editions. */
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
