import { eastAsianWidth } from 'get-east-asian-width'

/**
 * Set rows of cells in columns below their heads, the first row. A column without content is left out.
 *
 * @param left indices of the columns that are flush left; the others are flush right.
 */
export function columns(
  rows: ReadonlyArray<ReadonlyArray<string>>,
  left: ReadonlySet<number> = new Set([0])
): string {
  const [head = [], ...entries] = rows
  const filled = head.map((_, index) => entries.some((row) => row[index] !== ''))
  const shown = rows.map((row) => row.filter((_, index) => filled[index]))
  const sides = head.flatMap((_, index) => (filled[index] ? [left.has(index)] : []))
  const widths: Array<number> = []
  for (const row of shown) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, width(cell))
    }
  }
  return shown.map((row) => `${line(row, widths, sides)}\n`).join('')
}

/** Give a size with its unit: `940 B`, `84 kB`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Give a duration in seconds, from milliseconds: `6.1 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1e3).toFixed(1)} s`
}

function line(
  row: ReadonlyArray<string>,
  widths: ReadonlyArray<number>,
  isLeft: ReadonlyArray<boolean>
): string {
  const cells = row.map((cell, index) => {
    const space = ' '.repeat((widths[index] ?? 0) - width(cell))
    return isLeft[index] ? cell + space : space + cell
  })
  return cells.join('  ').trimEnd()
}

/** Columns of a terminal: a Han character takes two, a combining mark none. */
function width(text: string): number {
  let sum = 0
  for (const character of text.normalize('NFC')) {
    if (!/\p{Mark}/u.test(character)) sum += eastAsianWidth(character.codePointAt(0) ?? 0)
  }
  return sum
}
