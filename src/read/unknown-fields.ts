import { isMap, isNode, isScalar, isSeq } from 'yaml'
import { frontMatterExpectations, nearest } from '../book.ts'

/** An unknown field of the front matter. */
export type UnknownField = Readonly<{
  reason: string
  /** Offset of its name in the front matter. */
  offset: number
  /** The path of a known field with a similar name, if there is one. */
  meant?: string
}>

/**
 * Find unknown fields at any depth.
 *
 * @param prefix path of the node with a trailing full stop; empty for the front matter itself.
 */
export function unknownFields(node: unknown, prefix: string): ReadonlyArray<UnknownField> {
  if (isSeq(node)) return node.items.flatMap((item) => unknownFields(item, prefix))
  if (!isMap(node)) return []
  const known = Object.keys(frontMatterExpectations)
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
