/** A colour of red, green and blue parts, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number]

/** Find the grey of a colour, from 0, black, to 1 (PDF 32000-1, 10.3.3). */
export function greyOf([red, green, blue]: Colour): number {
  // White is 1, not a little less.
  return Math.round((0.3 * red + 0.59 * green + 0.11 * blue) * 1e5) / 1e5
}

const within = 'dup 0 lt {pop 0} if dup 1 gt {pop 1} if'

/** The same as a program (PDF 32000-1, 7.10.5): it takes blue, green and red from a stack. */
export const greyProgram: string = [
  `${within} 0.11 mul`,
  `exch ${within} 0.59 mul add`,
  `exch ${within} 0.3 mul add`
].join(' ')

/** Tell whether a colour is a grey. */
export function isGrey([red, green, blue]: Colour): boolean {
  return red === green && green === blue
}

/** Name a colour as CSS does, `#aa1111`. */
export function nameOf(colour: Colour): string {
  const parts = colour.map((part) => Math.round(Math.min(1, Math.max(0, part)) * 255))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** Take the first three of some numbers for a colour. */
export function colourOf([red = 0, green = 0, blue = 0]: ReadonlyArray<number>): Colour {
  return [red, green, blue]
}
