import { isMap, isNode, isScalar, isSeq } from 'yaml'
import { nearest } from '../book.ts'
import { expectations } from './front-matter-fields.ts'

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
  if (isSeq(node)) return node.items.flatMap((item) => unknownFields(item, prefix))
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
    const near = nearest(name, known)
    if (!near) return [{ reason, offset }]
    const meant = `${prefix}${near}`
    return [{ reason: `${reason}: did you mean \`${meant}\`?`, offset, meant }]
  })
}
