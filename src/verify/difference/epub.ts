import { unzipSync } from 'fflate'
import { firstDifference } from './excerpt.ts'
import { differenceOfTexts } from './text.ts'

/** Tell in which entry two EPUBs differ, and where in it. */
export function differenceOfEpubs(one: Uint8Array, other: Uint8Array): string {
  const left = unzipSync(one)
  const right = unzipSync(other)
  for (const [name, bytes] of Object.entries(left)) {
    const same = right[name]
    if (!same) return `entry ${name}, which one file lacks`
    if (Buffer.compare(bytes, same) !== 0) return `entry ${name}, ${differenceOfTexts(bytes, same)}`
  }
  const more = Object.keys(right).find((name) => !Object.hasOwn(left, name))
  if (more !== undefined) return `entry ${more}, which one file lacks`
  const names = [left, right].map((entries) => Object.keys(entries).join(' '))
  if (names[0] !== names[1]) return 'order of the entries'
  return `byte ${firstDifference(one, other)}, in what the container says of its entries`
}
