import { PDFDict, PDFName } from '@cantoo/pdf-lib'
import { type Operation, operation } from '../../../../pdf/operations.ts'
import type { Encounter } from './encounter.ts'
import { colourOf, greyOf, isGrey, nameOf } from './grey.ts'
import { readSpace } from './space.ts'

/**
 * How colours are normalised: `fold` writes those as greys that are, and leaves the others; `grey` leaves
 * nothing but greys, which a press prints with black alone.
 */
export type Scheme = 'fold' | 'grey'

/** Normalise an operation that sets a colour or a colour space (PDF 32000-1, 8.6.8). */
export function normaliseColour(
  one: Operation,
  resources: PDFDict,
  scheme: Scheme,
  tell: (encounter: Encounter) => void
): Operation {
  const { operator, operands } = one
  // Of three parts; such a colour of another space has been refused with the space.
  if (/^(rg|scn?)$/i.test(operator) && operands.length === 3) {
    const colour = colourOf(operands.map(Number))
    if (!isGrey(colour)) tell({ kind: 'colour', what: `colour ${nameOf(colour)}` })
    const grey = /^rg$/.test(operator) ? 'g' : /^RG$/.test(operator) ? 'G' : undefined
    if (grey && isGrey(colour)) return { operator: grey, operands: operands.slice(0, 1) }
    return scheme === 'fold' ? one : operation(grey ?? operator, greyOf(colour))
  }
  if (scheme === 'fold') return one
  if (/^k$/i.test(operator)) tell({ kind: 'fault', what: 'colour of four inks' })
  if (!/^cs$/i.test(operator)) return one
  const name = PDFName.of(operands[0]?.slice(1) ?? '')
  const spaces = resources.lookup(PDFName.of('ColorSpace'))
  const space = readSpace((spaces instanceof PDFDict && spaces.lookup(name)) || name)
  if (space.kind === 'pattern') return one
  if (space.kind === 'other') tell({ kind: 'fault', what: `colour space ${space.name}` })
  return operation(operator, '/DeviceGray')
}
