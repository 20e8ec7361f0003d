import type { VFile } from 'vfile'
import { type RuleId, report, rules, setPrintedPlace } from '../../book.ts'
import { checkLineEnds, checkParted } from '../rules/breaks.ts'
import { checkContentsPlaces } from '../rules/contents.ts'
import { checkFolioPlace, checkFolios } from '../rules/folio.ts'
import { checkEvenGaps, checkGap } from '../rules/gaps.ts'
import { checkGrid } from '../rules/grid.ts'
import { checkMarkAtEnd, checkMarkAtStart, checkMarkRoom } from '../rules/marks.ts'
import { checkNameMarks } from '../rules/name-marks.ts'
import { checkParagraphNumbers } from '../rules/paragraph-numbers.ts'
import {
  checkFullPages,
  checkHeadings,
  checkLoneCharacter,
  checkWidows
} from '../rules/paragraphs.ts'
import { checkRunningHeads } from '../rules/running-head.ts'
import { checkSignatories } from '../rules/signatories.ts'
import { checkDigits, checkFaces, checkSize } from '../rules/size.ts'
import { checkHeads, checkRows } from '../rules/tables.ts'
import { checkFlush, checkTypeArea } from '../rules/type-area.ts'
import { checkQuotes, checkUprightDigits } from '../rules/vertical.ts'
import { boxOf } from './measured.ts'
import type { Check, Finding, Print } from './print.ts'

const checks: ReadonlyArray<Check> = [
  checkTypeArea,
  checkFlush,
  checkGrid,
  checkSize,
  checkDigits,
  checkFaces,
  checkLineEnds,
  checkParted,
  checkMarkAtEnd,
  checkMarkAtStart,
  checkMarkRoom,
  checkGap,
  checkEvenGaps,
  checkLoneCharacter,
  checkWidows,
  checkHeadings,
  checkFullPages,
  checkRows,
  checkHeads,
  checkSignatories,
  checkFolios,
  checkFolioPlace,
  checkRunningHeads,
  checkContentsPlaces,
  checkUprightDigits,
  checkQuotes,
  checkNameMarks,
  checkParagraphNumbers
]

/**
 * Hold the pages against every rule of the trade. A breach is a message with its page, its line and
 * its words, at its line of the source; of a rule the template does not keep, one message tells why.
 *
 * @returns how often each rule was broken. What is but a remark is no breach, nor is a rule broken that
 *   the template does not keep.
 */
export function runRules(print: Print, file: VFile): Readonly<Partial<Record<RuleId, number>>> {
  const findings = checks.flatMap((check) => check(print))
  const counts: Partial<Record<RuleId, number>> = {}
  for (const { rule } of findings) counts[rule] = (counts[rule] ?? 0) + 1
  const excepted = new Map(print.settings.exceptions.map(({ rule, reason }) => [rule, reason]))
  for (const finding of findings) if (!excepted.has(finding.rule)) tell(finding, print, file)
  for (const [rule, reason] of excepted) {
    const count = isRule(rule) ? (counts[rule] ?? 0) : 0
    if (count === 0) continue
    report(
      file,
      'rule-excepted',
      `Unexpected ${count} breaches of ${rule}, expected by the template: ${reason}`
    )
  }
  const isBreach = (rule: string) =>
    isRule(rule) && rules[rule].severity !== 'info' && !excepted.has(rule)
  return Object.fromEntries(Object.entries(counts).filter(([rule]) => isBreach(rule)))
}

function tell(
  { rule, what, want, at }: Finding,
  { pageContents, settings }: Print,
  file: VFile
): void {
  const page = typeof at === 'number' ? at : at.page
  const folio = `page ${page + 1} (folio ${pageContents[page]?.label})`
  if (typeof at === 'number') {
    setPrintedPlace(report(file, rule, `Unexpected ${what} on ${folio}, expected ${want}`), {
      page
    })
    return
  }
  const text = at.letters.map(({ value, space }, index) =>
    space && index > 0 ? ` ${value}` : value
  )
  const words = text.length > 16 ? [...text.slice(0, 8), '…', ...text.slice(-7)] : text
  const place = at.source === undefined ? undefined : { line: at.source, column: 1 }
  const where = `in line ${at.row} of ${folio}, “${words.join('')}”`
  const message = report(file, rule, `Unexpected ${what} ${where}, expected ${want}`, place)
  setPrintedPlace(message, { page, box: boxOf(at, settings) })
}

function isRule(name: string): name is RuleId {
  return name in rules
}
