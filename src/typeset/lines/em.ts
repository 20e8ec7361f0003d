/** Write a length in em for a style, to the hundred-thousandth: a line of a hundred gaps stays exact. */
export function em(length: number): string {
  return `${Math.round(length * 1e5) / 1e5}em`
}
