/** Bytes that are quoted of each file. */
const most = 32

/** Find the first byte two files do not share; where one begins like the other, the end of the shorter. */
export function firstDifference(one: Uint8Array, other: Uint8Array): number {
  const end = Math.min(one.length, other.length)
  for (let at = 0; at < end; at += 1) if (one[at] !== other[at]) return at
  return end
}

/** Quote what both files have from their first difference on: `“/Rotate 0” and “/Rotate 90”`. */
export function quoteBoth(one: Uint8Array, other: Uint8Array): string {
  const from = Math.max(0, firstDifference(one, other) - most / 4)
  return `${quote(one, from)} and ${quote(other, from)}`
}

/** Text is quoted as such, other bytes in hexadecimal digits. */
function quote(bytes: Uint8Array, from: number): string {
  const part = bytes.subarray(from, from + most)
  // A character may be cut at either end.
  const text = new TextDecoder().decode(part).replace(/^\uFFFD{1,3}|\uFFFD{1,3}$/g, '')
  if (part.length === 0) return 'nothing'
  if (!/[\p{Cc}\uFFFD]/u.test(text.replace(/\s/g, ' '))) return `“${text.replace(/\s+/g, ' ')}”`
  return `<${Buffer.from(part).toString('hex')}>`
}
