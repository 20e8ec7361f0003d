import { PDFArray, type PDFDict, type PDFObject, PDFStream } from '@cantoo/pdf-lib'
import { dictOf, nameOf, numberAt } from './objects.ts'

/** A colour space as content uses it (PDF 32000-1, 8.6). */
export type Space = Readonly<{
  /** `DeviceGray`, `ICCBased`, …; `Pattern` for one without a space below it. */
  family: string
  /** Components of an ICCBased space. */
  components?: number
  /** The colourant of a Separation. */
  colourant?: string
  /** What an Indexed, a Pattern, a Separation or a DeviceN space rests on. */
  base?: Space
}>

/** A colour: its space and the components, if they are numbers. */
export type Colour = Readonly<{ space: Space; values: ReadonlyArray<number> }>

export const gray: Space = { family: 'DeviceGray' }
export const rgb: Space = { family: 'DeviceRGB' }
export const cmyk: Space = { family: 'DeviceCMYK' }

/** Read a colour space, by its name or out of the ColorSpace resources. */
export function readSpace(object: PDFObject | undefined, named: PDFDict | undefined): Space {
  const name = nameOf(object)
  if (name !== undefined) {
    const short: Readonly<Record<string, string>> = {
      G: 'DeviceGray',
      RGB: 'DeviceRGB',
      CMYK: 'DeviceCMYK'
    }
    if (/^(?:Device(?:Gray|RGB|CMYK)|Pattern)$/.test(name)) return { family: name }
    const key = [...(named?.keys() ?? [])].find((key) => nameOf(key) === name)
    const found = key && named?.lookup(key)
    return found && found !== object ? readSpace(found, undefined) : { family: short[name] ?? name }
  }
  if (!(object instanceof PDFArray)) return { family: 'unknown' }
  const family = nameOf(object.lookup(0)) ?? 'unknown'
  const second = object.size() > 1 ? object.lookup(1) : undefined
  if (family === 'ICCBased') {
    const profile = second instanceof PDFStream ? dictOf(second) : undefined
    return { family, components: numberAt(profile, 'N') ?? 0 }
  }
  if (family === 'Indexed' || family === 'Pattern') {
    return second ? { family, base: readSpace(second, named) } : { family }
  }
  if (family === 'Separation' || family === 'DeviceN') {
    return { family, colourant: nameOf(second) ?? '', base: readSpace(object.lookup(2), named) }
  }
  return { family }
}

/** List a space and the ones it rests on. */
export function spacesOf(space: Space): ReadonlyArray<Space> {
  return space.base ? [space, ...spacesOf(space.base)] : [space]
}
