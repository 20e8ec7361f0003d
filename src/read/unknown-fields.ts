import { isMap, isNode, isScalar } from 'yaml'
import { expectations } from './fields.ts'

/** A field of the front matter nobody reads. */
export type UnknownField = Readonly<{
  reason: string
  /** Where its name begins in the front matter. */
  offset: number
  /** The path of the field that was meant, if one is spelt nearly so. */
  meant?: string
}>

/**
 * Find the fields that are unknown, at any depth.
 *
 * @param prefix the path of the node, with a full stop at its end; empty for the front matter itself.
 */
export function unknownFields(node: unknown, prefix: string): ReadonlyArray<UnknownField> {
  if (!isMap(node)) return []
  const known = Object.keys(expectations)
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter((name) => !name.includes('.'))
  return node.items.flatMap(({ key, value }): ReadonlyArray<UnknownField> => {
    const name = isScalar(key) ? String(key.value) : '?'
    if (known.includes(name)) return unknownFields(value, `${prefix}${name}.`)
    const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
    const reason = `Unexpected field \`${prefix}${name}\`, expected ${known.join(', ')}`
    const near = known.find((other) => isNear(name.toLowerCase(), other))
    if (!near) return [{ reason, offset }]
    const meant = `${prefix}${near}`
    return [{ reason: `${reason}: did you mean \`${meant}\`?`, offset, meant }]
  })
}

/** Tell whether one letter more, less, other or in its neighbour's place makes one word the other. */
function isNear(word: string, other: string): boolean {
  let start = 0
  while (start < word.length && word[start] === other[start]) start += 1
  const rest = word.slice(start)
  const otherRest = other.slice(start)
  const swapped = `${rest[1] ?? ''}${rest[0] ?? ''}${rest.slice(2)}`
  return (
    rest === otherRest ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    swapped === otherRest
  )
}
