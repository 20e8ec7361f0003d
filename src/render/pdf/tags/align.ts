import type { Unit } from '../content/units.ts'
import type { Stretch } from './gather.ts'

/** What stands on a page and what it is painted with. */
export type Alignment = Readonly<{
  /** What each unit paints; all others are artifacts. */
  stretchOf: ReadonlyMap<Unit, Stretch>
  /** The units before the text, in the margins. */
  furniture: ReadonlySet<Unit>
  /** Texts and images that were not found. */
  lost: ReadonlyArray<Stretch>
}>

/** What takes no part in a comparison: white space, and what is not seen. */
const blank = /[\s\p{Default_Ignorable_Code_Point}]/u

/** A character of a stretch; an image is one too. */
type Sign = Readonly<{ value: string; stretch: Stretch }>

/**
 * Find what each unit of a page paints.
 *
 * Chromium paints text in reading order, behind that of the margins, so the units are compared with
 * the page's text from its end; each text object stands in one stretch. What the style sheet adds is
 * not held to be content by Chromium, and may be passed over.
 */
export function align(units: ReadonlyArray<Unit>, stretches: ReadonlyArray<Stretch>): Alignment {
  const stretchOf = new Map<Unit, Stretch>()
  // What was painted out of order, because it was positioned for example, is found in another turn.
  let signs: ReadonlyArray<Sign> = stretches.flatMap(signsOf)
  let rest = groupsOf(units)
  for (let count = -1; count !== signs.length; ) {
    count = signs.length
    ;[signs, rest] = turn(signs, rest, stretchOf)
    // The frames of figures, which Chromium holds to be images, are painted before anything else.
    const front = new Set(frontOf(units, stretchOf))
    rest = rest.filter(({ units: [unit] }) => unit?.image === undefined || !front.has(unit))
  }
  addBlanks(units, stretchOf)
  return {
    stretchOf,
    furniture: new Set(
      frontOf(units, stretchOf).filter(({ kind, isTagged }) => kind === 'text' && !isTagged)
    ),
    lost: [...new Set(signs.map(({ stretch }) => stretch))]
  }
}

/** The units before the first that paints something of the page. */
function frontOf(
  units: ReadonlyArray<Unit>,
  stretchOf: ReadonlyMap<Unit, Stretch>
): ReadonlyArray<Unit> {
  const first = units.findIndex((unit) => stretchOf.has(unit))
  return first === -1 ? units : units.slice(0, first)
}

/** Units that belong together: the text of a text object, or all that paints an image. */
type Group = Readonly<{ units: ReadonlyArray<Unit>; values: ReadonlyArray<string> }>

/** What stands for an image, since no character can. */
const image = ''

function groupsOf(units: ReadonlyArray<Unit>): ReadonlyArray<Group> {
  const groups: Array<{ units: Unit[]; values: ReadonlyArray<string> }> = []
  for (const unit of units) {
    const last = groups.at(-1)
    if (unit.image !== undefined && unit.image === last?.units[0]?.image) last.units.push(unit)
    else
      groups.push({
        units: [unit],
        values: unit.image === undefined ? valuesOf(unit.text) : [image]
      })
  }
  return groups.filter(({ values }) => values.length > 0)
}

function signsOf(stretch: Stretch): ReadonlyArray<Sign> {
  const { node } = stretch
  const values = node.type === 'text' ? valuesOf(node.value) : [image]
  return values.map((value) => ({ value, stretch }))
}

function isText({ value }: Sign): boolean {
  return value !== image
}

/** Accents are taken apart: a font may paint a letter with its accent as one. */
function valuesOf(text: string): ReadonlyArray<string> {
  return [...text.normalize('NFD')].filter((value) => !blank.test(value))
}

/** Go through both from their ends, and leave what was not found. */
function turn(
  signs: ReadonlyArray<Sign>,
  groups: ReadonlyArray<Group>,
  stretchOf: Map<Unit, Stretch>
): [ReadonlyArray<Sign>, ReadonlyArray<Group>] {
  const passed: Array<ReadonlyArray<Sign>> = []
  const missed: Group[] = []
  let end = signs.length
  for (const { units, values } of groups.toReversed()) {
    // An image may be painted later, or not at all.
    const behind = values[0] === image ? end : signs.slice(0, end).findLastIndex(isText) + 1
    const start = behind - values.length
    const stretch = signs[start]?.stretch
    const isFound =
      stretch !== undefined &&
      signs[behind - 1]?.stretch === stretch &&
      values.every((value, index) => signs[start + index]?.value === value)
    if (isFound) {
      for (const unit of units) stretchOf.set(unit, stretch)
      passed.push(signs.slice(behind, end))
      end = start
    } else missed.push({ units, values })
  }
  return [[signs.slice(0, end), ...passed.toReversed()].flat(), missed.toReversed()]
}

/** White space belongs to the text before it, or else to the text behind it. */
function addBlanks(units: ReadonlyArray<Unit>, stretchOf: Map<Unit, Stretch>): void {
  const found = new Map(stretchOf)
  for (const [index, unit] of units.entries()) {
    const isBlank = unit.kind === 'text' && unit.isTagged && valuesOf(unit.text).length === 0
    if (!isBlank || unit.image !== undefined) continue
    const paintsText = (other: Unit) => {
      const stretch = found.get(other)
      return stretch?.node.type === 'text' && !stretch.isReading
    }
    const neighbour =
      units.slice(0, index).findLast(paintsText) ?? units.slice(index).find(paintsText)
    const stretch = neighbour && found.get(neighbour)
    if (stretch) stretchOf.set(unit, stretch)
  }
}
