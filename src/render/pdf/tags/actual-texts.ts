import type { Unit } from '../content/units.ts'
import type { TextRun } from './merge-fragments.ts'

/**
 * Find the ActualText of units that paint less than their text, or something else (PDF 32000-1,
 * 14.8.2.2.3 and 14.8.2.5): a hyphen at a line end is not part of the word; an unpainted space
 * there separates words, as do the ends of lines of code and poems and hard breaks; a checkbox
 * marker says whether it is ticked.
 */
export function actualTexts(
  units: ReadonlyArray<Unit>,
  runOf: ReadonlyMap<Unit, TextRun>,
  runs: ReadonlyArray<TextRun>
): ReadonlyMap<Unit, string> {
  const texts = new Map<Unit, string>()
  const own = new Map<TextRun, Unit[]>()
  for (const unit of units) {
    const run = runOf.get(unit)
    if (!run) continue
    if (unit.text !== '') own.set(run, [...(own.get(run) ?? []), unit])
    if (run.says) texts.set(unit, run.says)
    else if (unit.isReplaced) texts.set(unit, unit.text)
  }
  let last: Unit | undefined
  for (const run of runs) {
    if (run.node.type !== 'text') {
      last = undefined
      continue
    }
    const painted = own.get(run) ?? []
    // Unpainted white space belongs to the text before it, skipping readings.
    const before = painted.length === 0 && last ? [last] : painted
    const spelt = before === painted ? partAmong(run.node.value, painted) : [run.node.value]
    for (const [index, unit] of before.entries()) {
      const [, space = ''] = /(\s*)$/u.exec(spelt[index] ?? '') ?? []
      const isPainted = /\s$/u.test(unit.text) || /^\s/u.test(before[index + 1]?.text ?? '')
      if (space && !isPainted) texts.set(unit, (texts.get(unit) ?? unit.text) + space)
    }
    if (!run.isReading) last = painted.at(-1) ?? last
  }
  return texts
}

/** Divide a text among the units that paint it, each with the white space after it. */
function partAmong(text: string, units: ReadonlyArray<Unit>): ReadonlyArray<string> {
  const characters = [...text]
  let at = 0
  return units.map((unit) => {
    const from = at
    for (let left = countSeen(unit.text); left > 0 && at < characters.length; at++) {
      left -= countSeen(characters[at] ?? '')
    }
    while (/^\s/u.test(characters[at] ?? '')) at += 1
    return characters.slice(from, at).join('')
  })
}

/** Count visible characters; accents count separately (NFD), as in align. */
function countSeen(text: string): number {
  return [...text.normalize('NFD').replaceAll(/\s/gu, '')].length
}
