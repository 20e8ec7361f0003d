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
  if (what === 'moved') {
    const before = from === '' ? 'first' : `behind “${shorten(from, 30)}”`
    return `Unexpected place of “${shorten(to, 30)}”, expected it ${before}`
  }
  const [was, is] = [`“${shorten(from)}”`, `“${shorten(to)}”`]
  if (what === 'parted' || what === 'joined') return `Unexpected ${is}, expected ${was}`
  if (from === '') return `Unexpected ${is}, expected nothing there`
  return to === ''
    ? `Unexpected loss of ${was}, expected it here`
    : `Unexpected ${is}, expected ${was}`
}
