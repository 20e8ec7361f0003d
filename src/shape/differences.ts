import { dueOf } from './due.ts'
import { type Fault, quote } from './fault.ts'
import type { Ledger } from './ledger.ts'

/**
 * Find the characters printed never or twice: one fault for each run of them in a line.
 *
 * @param printed for each code unit of the source, how often it is printed.
 */
export function differences(ledger: Ledger, printed: Readonly<Uint8Array>): ReadonlyArray<Fault> {
  const { source } = ledger
  const due = dueOf(ledger)
  const faults: Fault[] = []
  let start = -1
  const end = (offset: number): void => {
    if (start < 0) return
    const how = printed[start] === 0 ? 'loss' : 'repetition'
    const reason = `Unexpected ${how} of ${quote(source.slice(start, offset))}, expected it once`
    faults.push({ reason, offset: start })
    start = -1
  }
  for (let offset = 0; offset < source.length; offset += 1) {
    const isFault = due[offset] === 1 && printed[offset] !== 1
    if (
      start >= 0 &&
      (source[offset] === '\n' || (isFault && printed[offset] !== printed[start]))
    ) {
      end(offset)
    }
    if (start >= 0 && due[offset] === 1 && !isFault) end(offset)
    if (isFault && start < 0) start = offset
  }
  end(source.length)
  return faults
}
