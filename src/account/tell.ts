import type { VFile } from 'vfile'
import { report, type Variant } from '../book.ts'
import { shorten } from './quote.ts'

/** Report a difference from the received text that nothing explains, with the words to tell it by. */
export function tell(variant: Variant, name: string, file: VFile): void {
  const { line, column, at, from, to } = variant
  const reason = `${reasonFor(variant)} as received (${name}:${variant.receivedLine})`
  const message = report(file, 'text-unaccounted', reason, { line, column })
  const place = at === undefined ? [] : [`at: ${at}`]
  const words =
    variant.what === 'words' ? [`from: ${JSON.stringify(from)}`, `to: ${JSON.stringify(to)}`] : []
  const fields = [...place, ...words].join(', ')
  if (fields !== '') message.note += ` Here: ${fields}.`
}

function reasonFor({ what, from, to }: Variant): string {
  const [was, is] = [`“${shorten(from)}”`, `“${shorten(to)}”`]
  if (what === 'moved') {
    return `Unexpected place of ${is}, expected it ${from === '' ? 'first' : `behind ${was}`}`
  }
  if (what === 'parted' || what === 'joined') return `Unexpected ${is}, expected ${was}`
  if (from === '') return `Unexpected ${is}, expected nothing there`
  return to === ''
    ? `Unexpected loss of ${was}, expected it here`
    : `Unexpected ${is}, expected ${was}`
}
