import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFName,
  PDFNumber,
  PDFRawStream
} from '@cantoo/pdf-lib'
import jpeg from 'jpeg-js'
import type { Outcome } from './encounter.ts'
import { colourOf, greyOf } from './grey.ts'
import { readSpace } from './space.ts'

/** What became of an image, and it in greys. */
type GreyImage = Outcome & Readonly<{ stream: PDFRawStream }>

/**
 * Make greys of the colours of an image (PDF 32000-1, 8.9.5), losing nothing but them; its soft mask stays.
 */
export function greyImage(image: PDFRawStream): GreyImage {
  const { dict } = image
  const refuse = (fault: string) => ({ stream: image, hasColours: true, fault })
  if (dict.lookup(key('ImageMask')) === PDFBool.True) return { stream: image, hasColours: false }
  const space = readSpace(dict.lookup(key('ColorSpace')))
  if (space.kind === 'grey') {
    dict.set(key('ColorSpace'), key('DeviceGray'))
    return { stream: image, hasColours: false }
  }
  if (space.kind !== 'rgb') {
    return refuse(`colour space ${space.kind === 'other' ? space.name : space.kind}`)
  }
  const entry = ['Decode', 'Mask'].find((name) => dict.lookup(key(name)) instanceof PDFArray)
  if (entry) return refuse(`entry ${entry} of an image`)
  const [width, height, depth] = ['Width', 'Height', 'BitsPerComponent'].map((name) => {
    const value = dict.lookup(key(name))
    return value instanceof PDFNumber ? value.asNumber() : 0
  })
  const samples = readSamples(image)
  if (typeof samples === 'string') return refuse(samples)
  if (depth !== 8 || samples.length !== 3 * (width ?? 0) * (height ?? 0)) {
    return refuse('samples of more or less than 8 bits')
  }
  return writeGreys(image, samples)
}

/** The samples of an image, three bytes each, or why there are none. */
function readSamples(image: PDFRawStream): Uint8Array | string {
  const filter = image.dict.lookup(key('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : filter
  if (only === key('DCTDecode')) {
    try {
      return jpeg.decode(image.contents, { useTArray: true, formatAsRGBA: false }).data
    } catch (error) {
      return `JPEG data (${error})`
    }
  }
  const isPlain = only === undefined || only === key('FlateDecode')
  if (!isPlain || image.dict.has(key('DecodeParms'))) return `filter ${filter}`
  return decodePDFRawStream(image).decode()
}

function writeGreys(image: PDFRawStream, samples: Uint8Array): GreyImage {
  const greys = new Uint8Array(samples.length / 3)
  let hasColours = false
  for (let index = 0; index < greys.length; index++) {
    const at = 3 * index
    hasColours ||= samples[at] !== samples[at + 1] || samples[at] !== samples[at + 2]
    const [red = 0, green = 0, blue = 0] = [samples[at], samples[at + 1], samples[at + 2]]
    greys[index] = Math.round(greyOf(colourOf([red, green, blue])))
  }
  const { contents, dict } = image.dict.context.flateStream(greys)
  for (const name of ['Width', 'Height', 'BitsPerComponent', 'SMask', 'Type', 'Subtype']) {
    const value = image.dict.get(key(name))
    if (value) dict.set(key(name), value)
  }
  dict.set(key('ColorSpace'), key('DeviceGray'))
  return { stream: PDFRawStream.of(dict, contents), hasColours }
}

function key(name: string): PDFName {
  return PDFName.of(name)
}
