/** Write a length in em for CSS, to five decimals, so that a line of a hundred gaps stays exact. */
export function em(length: number): string {
  return `${Math.round(length * 1e5) / 1e5}em`
}
