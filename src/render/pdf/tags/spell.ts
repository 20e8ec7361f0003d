import type { Unit } from '../content/units.ts'
import type { Stretch } from './gather.ts'

/**
 * Find the text of units that do not paint all of it, or something else (PDF 32000-1, 14.8.2.2.3 and
 * 14.8.2.5): the hyphen at a line end is no part of its word, and a space there is not painted, but
 * parts two words; so is the end of a line of code, of a poem and before a hard break. A marker that is a
 * box says whether it is ticked.
 */
export function spell(
  units: ReadonlyArray<Unit>,
  stretchOf: ReadonlyMap<Unit, Stretch>,
  stretches: ReadonlyArray<Stretch>
): ReadonlyMap<Unit, string> {
  const texts = new Map<Unit, string>()
  const lastOf = new Map<Stretch, Unit>()
  for (const unit of units) {
    const stretch = stretchOf.get(unit)
    if (stretch && unit.text !== '') lastOf.set(stretch, unit)
    if (stretch?.says) texts.set(unit, stretch.says)
    else if (unit.isReplaced) texts.set(unit, unit.text)
  }
  let last: Unit | undefined
  for (const stretch of stretches) {
    const space = stretch.node.type === 'text' ? /\s*$/u.exec(stretch.node.value)?.[0] : ''
    const own = lastOf.get(stretch)
    last = own ?? (stretch.node.type === 'text' ? last : undefined)
    if (!last || !space || /\s$/u.test(last.text)) continue
    texts.set(last, last.text + space)
  }
  return texts
}
