import type { Unit } from '../content/units.ts'
import type { TextRun } from './merge-fragments.ts'

/** What stands on a page and what it is painted with. */
export type Alignment = Readonly<{
  /** What each unit paints; all others are artifacts. */
  runOf: ReadonlyMap<Unit, TextRun>
  /** The units before the text, in the margins. */
  furniture: ReadonlySet<Unit>
  /** Texts and images that were not found. */
  lost: ReadonlyArray<TextRun>
}>

/** What takes no part in a comparison: white space, and what is not seen. */
const blank = /[\s\p{Default_Ignorable_Code_Point}]/u

/** A character of a text run; an image is one too. */
type RunCharacter = Readonly<{ value: string; run: TextRun }>

/**
 * Find what each unit of a page paints.
 *
 * Chromium paints text in reading order, behind that of the margins, so the units are compared with
 * the page's text from its end; each text object stands in one run. What the style sheet adds is
 * not held to be content by Chromium, and may be passed over.
 */
export function align(units: ReadonlyArray<Unit>, runs: ReadonlyArray<TextRun>): Alignment {
  const runOf = new Map<Unit, TextRun>()
  // What was painted out of order, because it was positioned for example, is found in another turn.
  let characters: ReadonlyArray<RunCharacter> = runs.flatMap(charactersOf)
  let rest = groupsOf(units)
  for (let count = -1; count !== characters.length; ) {
    count = characters.length
    ;[characters, rest] = matchFromEnd(characters, rest, runOf)
    // The frames of figures, which Chromium holds to be images, are painted before anything else.
    const front = new Set(frontOf(units, runOf))
    rest = rest.filter(({ units: [unit] }) => unit?.image === undefined || !front.has(unit))
  }
  addBlanks(units, runOf)
  return {
    runOf,
    furniture: new Set(
      frontOf(units, runOf).filter(({ kind, isTagged }) => kind === 'text' && !isTagged)
    ),
    lost: [...new Set(characters.map(({ run }) => run))]
  }
}

/** The units before the first that paints something of the page. */
function frontOf(
  units: ReadonlyArray<Unit>,
  runOf: ReadonlyMap<Unit, TextRun>
): ReadonlyArray<Unit> {
  const first = units.findIndex((unit) => runOf.has(unit))
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

function charactersOf(run: TextRun): ReadonlyArray<RunCharacter> {
  const { node } = run
  const values = node.type === 'text' ? valuesOf(node.value) : [image]
  return values.map((value) => ({ value, run }))
}

function isText({ value }: RunCharacter): boolean {
  return value !== image
}

/** Accents are taken apart: a font may paint a letter with its accent as one. */
function valuesOf(text: string): ReadonlyArray<string> {
  return [...text.normalize('NFD')].filter((value) => !blank.test(value))
}

/** Go through both from their ends, and leave what was not found. */
function matchFromEnd(
  characters: ReadonlyArray<RunCharacter>,
  groups: ReadonlyArray<Group>,
  runOf: Map<Unit, TextRun>
): [ReadonlyArray<RunCharacter>, ReadonlyArray<Group>] {
  const passed: Array<ReadonlyArray<RunCharacter>> = []
  const missed: Group[] = []
  let end = characters.length
  for (const { units, values } of groups.toReversed()) {
    // An image may be painted later, or not at all.
    const behind = values[0] === image ? end : characters.slice(0, end).findLastIndex(isText) + 1
    const start = behind - values.length
    const run = characters[start]?.run
    const isFound =
      run !== undefined &&
      characters[behind - 1]?.run === run &&
      values.every((value, index) => characters[start + index]?.value === value)
    if (isFound) {
      for (const unit of units) runOf.set(unit, run)
      passed.push(characters.slice(behind, end))
      end = start
    } else missed.push({ units, values })
  }
  return [[characters.slice(0, end), ...passed.toReversed()].flat(), missed.toReversed()]
}

/** White space belongs to the text before it, or else to the text behind it. */
function addBlanks(units: ReadonlyArray<Unit>, runOf: Map<Unit, TextRun>): void {
  const found = new Map(runOf)
  for (const [index, unit] of units.entries()) {
    const isBlank = unit.kind === 'text' && unit.isTagged && valuesOf(unit.text).length === 0
    if (!isBlank || unit.image !== undefined) continue
    const paintsText = (other: Unit) => {
      const run = found.get(other)
      return run?.node.type === 'text' && !run.isReading
    }
    const neighbour =
      units.slice(0, index).findLast(paintsText) ?? units.slice(index).find(paintsText)
    const run = neighbour && found.get(neighbour)
    if (run) runOf.set(unit, run)
  }
}
