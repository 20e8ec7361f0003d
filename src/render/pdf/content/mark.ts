import { type Operation, operation } from '../../../pdf/operations.ts'
import type { Unit } from './units.ts'

/** What content is marked as: as part of a structure element, or as an artifact of some kind. */
export type Label = Readonly<{ tag: string } | { artifact: string }>

/** Pages whose content is marked. */
export type Marked = Readonly<{
  operations: ReadonlyArray<Operation>
  /** The number of the marked content that each unit stands in (PDF 32000-1, 14.7.4.2). */
  numbers: ReadonlyMap<Unit, number>
}>

/**
 * Mark the units of a page (PDF 32000-1, 14.6). Neighbours with the same label are marked as one
 * where nothing between them opens or closes a graphics state alone. What Chromium marked is marked
 * no more, and marks never stand in each other, which poppler cannot read.
 *
 * @param texts what units stand for that do not paint it (14.9.4).
 */
export function markUnits(
  operations: ReadonlyArray<Operation>,
  units: ReadonlyArray<Unit>,
  labelOf: (unit: Unit) => Label,
  texts: ReadonlyMap<Unit, string>
): Marked {
  const marked: Operation[] = []
  const numbers = new Map<Unit, number>()
  let open: Label | undefined
  let [count, end] = [0, 0]
  for (const unit of units) {
    const label = labelOf(unit)
    const text = 'tag' in label ? texts.get(unit) : undefined
    const between = operations.slice(end, unit.from).filter(isKept)
    if (label === open && text === undefined && isBalanced(between)) marked.push(...between)
    else {
      if (open) marked.push(operation('EMC'))
      if ('tag' in label) count += 1
      marked.push(...between, begin(label, count - 1, text))
      open = label
    }
    if ('tag' in label) numbers.set(unit, count - 1)
    marked.push(...operations.slice(unit.from, unit.to).filter(isKept))
    end = unit.to
    if (text === undefined) continue
    marked.push(operation('EMC'))
    open = undefined
  }
  if (open) marked.push(operation('EMC'))
  marked.push(...operations.slice(end).filter(isKept))
  return { operations: marked, numbers }
}

function begin(label: Label, number: number, text: string | undefined): Operation {
  if ('artifact' in label) return operation('BDC', '/Artifact', `<<${label.artifact}>>`)
  if (text === undefined) return operation('BDC', `/${label.tag}`, `<</MCID ${number}>>`)
  const digits = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex')
  return operation('BDC', '/Span', `<</MCID ${number} /ActualText <${digits}> >>`)
}

function isKept({ operator }: Operation): boolean {
  return !['BDC', 'BMC', 'EMC', 'MP', 'DP'].includes(operator)
}

/** Whether each graphics state that is saved is restored, and none that was saved before. */
function isBalanced(operations: ReadonlyArray<Operation>): boolean {
  let depth = 0
  for (const { operator } of operations) {
    if (operator === 'q') depth += 1
    if (operator === 'Q') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
