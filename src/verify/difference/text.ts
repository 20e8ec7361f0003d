import { firstDifference, quoteBoth } from './excerpt.ts'

/** Tell where two texts differ, by the line. */
export function differenceOfTexts(one: Uint8Array, other: Uint8Array): string {
  const at = firstDifference(one, other)
  const line = one.subarray(0, at).filter((byte) => byte === 0x0a).length + 1
  return `line ${line}: ${quoteBoth(one, other)}`
}
