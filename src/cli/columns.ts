import stringWidth from 'string-width'

/**
 * Align rows of cells in columns; the first row has the heads. Empty columns are left out.
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
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell))
    }
  }
  return shown.map((row) => `${line(row, widths, sides)}\n`).join('')
}

/** Format a size: `940 B`, `84 kB`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Format milliseconds as seconds: `6.1 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1e3).toFixed(1)} s`
}

function line(
  row: ReadonlyArray<string>,
  widths: ReadonlyArray<number>,
  isLeft: ReadonlyArray<boolean>
): string {
  const cells = row.map((cell, index) => {
    const space = ' '.repeat((widths[index] ?? 0) - stringWidth(cell))
    return isLeft[index] ? cell + space : space + cell
  })
  return cells.join('  ').trimEnd()
}
