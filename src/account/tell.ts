import type { VFile } from 'vfile'
import { report, type Variant } from '../book.ts'
import { shorten } from './quote.ts'

/** Report a difference from the received text that nothing explains. */
export function tell(variant: Variant, name: string, file: VFile): void {
  const { line, column, endLine, endColumn, receivedLine } = variant
  const reason = `${reasonFor(variant)} as received (${name}:${receivedLine})`
  const place = { start: { line, column }, end: { line: endLine, column: endColumn } }
  report(file, 'text-unaccounted', reason, place)
}

function reasonFor({ what, at, from, to }: Variant): string {
  const where = at === undefined ? '' : ` in ${at}`
  if (what === 'moved') {
    const before = from === '' ? 'first' : `behind “${shorten(from, 30)}”`
    return `Unexpected place of “${shorten(to, 30)}”${where}, expected it ${before}`
  }
  const [was, is] = [`“${shorten(from)}”`, `“${shorten(to)}”`]
  if (what === 'lost') {
    const behind = at === undefined ? '' : ` behind ${at}`
    return `Unexpected loss of ${was}${behind}, expected it here`
  }
  if (what === 'words' && from === '') return `Unexpected ${is}${where}, expected nothing there`
  return `Unexpected ${is}${where}, expected ${was}`
}
