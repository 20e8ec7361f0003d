import { PDFArray, PDFName, PDFNumber, type PDFObject, PDFStream } from '@cantoo/pdf-lib'

/** What a colour space is as far as greys are concerned, or the name of one that has no simple way there. */
export type Space = Readonly<{ kind: 'grey' | 'rgb' | 'pattern' } | { kind: 'other'; name: string }>

/**
 * Read a colour space (PDF 32000-1, 8.6), a name or an array.
 *
 * One that rests on an ICC profile is taken for the device's of as many parts.
 */
export function readSpace(value: PDFObject | undefined): Space {
  const first = value instanceof PDFArray ? value.lookup(0) : value
  const name = first instanceof PDFName ? first.decodeText() : 'none'
  if (name === 'DeviceGray') return { kind: 'grey' }
  if (name === 'DeviceRGB') return { kind: 'rgb' }
  if (value instanceof PDFName && name === 'Pattern') return { kind: 'pattern' }
  if (!(value instanceof PDFArray) || name !== 'ICCBased') return { kind: 'other', name }
  const profile = value.lookup(1)
  const count = profile instanceof PDFStream ? profile.dict.lookup(PDFName.of('N')) : undefined
  const parts = count instanceof PDFNumber ? count.asNumber() : 0
  if (parts === 1) return { kind: 'grey' }
  return parts === 3 ? { kind: 'rgb' } : { kind: 'other', name: `${name} of ${parts} parts` }
}
