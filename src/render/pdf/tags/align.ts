import type { Unit } from '../content/units.ts'
import type { TextRun } from './merge-fragments.ts'

/** How the runs of a page are painted. */
export type Alignment = Readonly<{
  /** The run each unit paints; all other units are artifacts. */
  runOf: ReadonlyMap<Unit, TextRun>
  /** The units in the margins, painted before the text. */
  furniture: ReadonlySet<Unit>
  /** Runs that were not found. */
  lost: ReadonlyArray<TextRun>
}>

/** Characters ignored in comparison: white space and invisible ones. */
const blank = /[\s\p{Default_Ignorable_Code_Point}]/u

/** A character of a text run; an image counts as one. */
type RunCharacter = Readonly<{ value: string; run: TextRun }>

/**
 * Find the run each unit of a page paints.
 *
 * Chromium paints text in reading order, after that of the margins, so units are compared with the
 * page's text from the end; each text object belongs to one run. Content added by the style sheet
 * is not tagged by Chromium, and is skipped.
 */
export function align(units: ReadonlyArray<Unit>, runs: ReadonlyArray<TextRun>): Alignment {
  const runOf = new Map<Unit, TextRun>()
  // Content painted out of order, such as positioned elements, is found in another pass.
  let characters: ReadonlyArray<RunCharacter> = runs.flatMap(charactersOf)
  let rest = groupsOf(units)
  for (let count = -1; count !== characters.length; ) {
    count = characters.length
    ;[characters, rest] = matchFromEnd(characters, rest, runOf)
    // Borders of figures, which Chromium tags as images, are painted first.
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

/** List the units before the first one that paints a run. */
function frontOf(
  units: ReadonlyArray<Unit>,
  runOf: ReadonlyMap<Unit, TextRun>
): ReadonlyArray<Unit> {
  const first = units.findIndex((unit) => runOf.has(unit))
  return first === -1 ? units : units.slice(0, first)
}

/** Units that belong together: a text object, or all units of an image. */
type Group = Readonly<{ units: ReadonlyArray<Unit>; values: ReadonlyArray<string> }>

/** Stands for an image in comparison. */
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

/** Split a text into visible characters; accents are decomposed, since a font may paint both as one glyph. */
function valuesOf(text: string): ReadonlyArray<string> {
  return [...text.normalize('NFD')].filter((value) => !blank.test(value))
}

/** Match both lists from their ends, and return what was not matched. */
function matchFromEnd(
  characters: ReadonlyArray<RunCharacter>,
  groups: ReadonlyArray<Group>,
  runOf: Map<Unit, TextRun>
): [ReadonlyArray<RunCharacter>, ReadonlyArray<Group>] {
  const passed: Array<ReadonlyArray<RunCharacter>> = []
  const missed: Group[] = []
  let end = characters.length
  for (const { units, values } of groups.toReversed()) {
    // Images may be painted later, or not at all.
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

/** Assign white space to the text before it, or else to the text after it. */
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
