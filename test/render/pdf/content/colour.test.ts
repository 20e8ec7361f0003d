import {
  decodePDFRawStream,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFRef
} from '@cantoo/pdf-lib'
import jpeg from 'jpeg-js'
import { describe, expect, test } from 'vitest'
import { readOperations, writeOperations } from '../../../../src/pdf/operations.ts'
import type { Scheme } from '../../../../src/render/pdf/content/colour/operation.ts'
import { colourNormaliser } from '../../../../src/render/pdf/content/colour.ts'

type Entries = Parameters<PDFDocument['context']['obj']>[0] & object

/** Resources of a page, made in its document. */
type Make = (document: PDFDocument) => Entries

/** Convert the colours of a page with some operations and resources. */
async function settle(scheme: Scheme, content: string, make: Make = () => ({})) {
  const document = await PDFDocument.create()
  const page = document.addPage()
  const { context } = document
  const resources = context.obj(make(document))
  page.node.set(PDFName.of('Resources'), resources)
  const met: Array<string> = []
  const operations = readOperations(Buffer.from(content))
  const settled = colourNormaliser(document, scheme)(page, operations, ({ kind, what }, index) =>
    met.push(`${index} ${kind} ${what}`)
  )
  const painted = Buffer.from(writeOperations(settled)).toString().trim().replaceAll('\n', ' ')
  return { painted, met, document, resources }
}

const rgb = { ColorSpace: 'DeviceRGB' }

describe('fold', () => {
  test('writes a grey as a grey and leaves colours, in forms and tiles too', async () => {
    let inner: PDFRef | undefined
    let tile: PDFRef | undefined
    const { painted, document } = await settle(
      'fold',
      '0 0 0 rg .5 .5 .5 RG 1 0 0 rg 0 0 1 RG /X Do /Pattern cs /P scn',
      (document) => {
        inner = form(document, '0 0 0 rg 0 1 0 rg')
        tile = form(document, '1 1 1 RG', { PatternType: 1 })
        return { XObject: { X: inner }, Pattern: { P: tile } }
      }
    )
    expect(painted).toBe('0 g .5 G 1 0 0 rg 0 0 1 RG /X Do /Pattern cs /P scn')
    if (!inner || !tile) throw new Error('nothing made')
    expect(textOf(document, inner)).toBe('0 g 0 1 0 rg')
    expect(textOf(document, tile)).toBe('1 G')
  })
})

describe('grey', () => {
  test('weighs the parts of a colour, and tells it with its operation', async () => {
    const { painted, met } = await settle('grey', '1 0 0 rg 0 1 0 RG 0 0 1 rg .2 .2 .2 RG 0 g')
    expect(painted).toBe('0.3 g 0.59 G 0.11 g .2 G 0 g')
    expect(met).toEqual([
      '0 colour colour #ff0000',
      '1 colour colour #00ff00',
      '2 colour colour #0000ff'
    ])
  })

  test('takes a profile of three parts for the device’s colours', async () => {
    const { painted, met } = await settle('grey', '/C cs 1 1 0 scn /DeviceRGB CS 0 0 0 SC', (d) => {
      const profile = d.context.register(d.context.flateStream('profile', { N: 3 }))
      return { ColorSpace: { C: ['ICCBased', profile] } }
    })
    expect(painted).toBe('/DeviceGray cs 0.89 scn /DeviceGray CS 0 SC')
    expect(met).toEqual(['1 colour colour #ffff00'])
  })

  test('settles what a form paints once, and tells it as often as it is painted', async () => {
    let inner: PDFRef | undefined
    const { met, document } = await settle('grey', '/X Do /X Do', (document) => {
      const Group = { S: 'Transparency', CS: 'DeviceRGB' }
      inner = form(document, '1 0 0 rg', { Group })
      return { XObject: { X: inner } }
    })
    if (!inner) throw new Error('nothing made')
    expect(textOf(document, inner)).toBe('0.3 g')
    expect(String(streamAt(document, inner).dict.lookup(PDFName.of('Group')))).toMatch(/CS.*Gray/)
    expect(met).toEqual(['0 colour colour #ff0000', '1 colour colour #ff0000'])
  })

  test('finds the greys of gradients in their stops', async () => {
    const stops = (C0: number[], C1: number[]) => ({
      FunctionType: 2,
      Domain: [0, 1],
      N: 1,
      C0,
      C1
    })
    const { met, resources } = await settle('grey', '/Pattern cs /P scn', () => ({
      Pattern: {
        P: {
          PatternType: 2,
          Shading: {
            ShadingType: 2,
            ColorSpace: 'DeviceRGB',
            Background: [0, 0, 1],
            Function: {
              FunctionType: 3,
              Domain: [0, 1],
              Bounds: [0.5],
              Encode: [0, 1, 0, 1],
              Functions: [stops([1, 0, 0], [0, 1, 0]), stops([0, 1, 0], [1, 1, 1])]
            }
          }
        }
      }
    }))
    const text = String(resources)
    expect(text).not.toMatch(/DeviceRGB/)
    expect(text).toMatch(/C0 \[ 0\.3 \]\s+\/C1 \[ 0\.59 \]/)
    expect(text).toMatch(/C0 \[ 0\.59 \]\s+\/C1 \[ 1 \]/)
    expect(text).toMatch(/Background \[ 0\.11 \]/)
    expect(met).toEqual(['1 colour gradient'])
  })

  test('lets a program end in the grey of its colour', async () => {
    let program: PDFRef | undefined
    const { document } = await settle('grey', '/S sh', ({ context }) => {
      const dict = { FunctionType: 4, Domain: [0, 1, 0, 1], Range: [0, 1, 0, 1, 0, 1] }
      program = context.register(context.flateStream('{pop 2 exch dup}', dict))
      return {
        Shading: { S: { ShadingType: 1, ColorSpace: 'DeviceRGB', Function: program } }
      }
    })
    if (!program) throw new Error('nothing made')
    const stream = streamAt(document, program)
    expect(String(stream.dict.lookup(PDFName.of('Range')))).toBe('[ 0 1 ]')
    // Of x = 0.4: 2, cut to 1, for red; 0.4 for green and blue.
    expect(run(Buffer.from(decodePDFRawStream(stream).decode()).toString(), [0.4, 0])).toEqual([
      expect.closeTo(0.3 + 0.59 * 0.4 + 0.11 * 0.4, 9)
    ])
  })

  test.each([
    ['samples', (d: PDFDocument) => image(d, Uint8Array.of(255, 0, 0, 9, 9, 9), rgb)],
    ['a JPEG', jpegOf]
  ] as const)('makes greys of an image of %s and keeps its soft mask', async (_, make) => {
    let picture: PDFRef | undefined
    const { document, met } = await settle('grey', '/I Do', (document) => {
      picture = make(document)
      const mask = image(document, Uint8Array.of(1, 2), { ColorSpace: 'DeviceGray' })
      streamAt(document, picture).dict.set(PDFName.of('SMask'), mask)
      return { XObject: { I: picture } }
    })
    if (!picture) throw new Error('nothing made')
    const stream = streamAt(document, picture)
    expect(String(stream.dict.lookup(PDFName.of('ColorSpace')))).toBe('/DeviceGray')
    expect(stream.dict.lookup(PDFName.of('SMask'))).toBeInstanceOf(PDFRawStream)
    const [red = 0, grey = 0, ...more] = decodePDFRawStream(stream).decode()
    expect([Math.abs(red - 77), Math.abs(grey - 9)].every((error) => error <= 2)).toBe(true)
    expect(more).toEqual([])
    expect(met).toEqual(['0 colour image'])
  })

  test('settles a soft mask, its backdrop too, and tells nothing of it', async () => {
    let mask: PDFRef | undefined
    const { met, document, resources } = await settle('grey', '/G gs', (document) => {
      mask = form(document, '1 1 0 rg', { Group: { S: 'Transparency', CS: 'DeviceRGB' } })
      return { ExtGState: { G: { SMask: { S: 'Luminosity', G: mask, BC: [1, 0, 0] } } } }
    })
    if (!mask) throw new Error('nothing made')
    expect(textOf(document, mask)).toBe('0.89 g')
    expect(String(resources)).toContain('/BC [ 0.3 ]')
    expect(met).toEqual([])
  })

  test('tells a blend mode of parts', async () => {
    const { met } = await settle('grey', '/G gs /H gs', () => ({
      ExtGState: { G: { BM: 'Multiply' }, H: { BM: 'Normal' } }
    }))
    expect(met).toEqual(['0 blend blend mode Multiply'])
  })

  const shading = (entries: object) => () => ({
    Shading: { S: { ShadingType: 2, ColorSpace: 'DeviceRGB', ...entries } }
  })
  const refused: ReadonlyArray<readonly [content: string, make: Make, what: string]> = [
    ['0 0 0 1 k', () => ({}), 'colour of four inks'],
    ['/C cs', () => ({ ColorSpace: { C: ['Lab', {}] } }), 'colour space Lab'],
    ['/C cs', () => ({ ColorSpace: { C: ['Pattern', 'DeviceRGB'] } }), 'colour space Pattern'],
    ['/DeviceCMYK CS', () => ({}), 'colour space DeviceCMYK'],
    ['/S sh', shading({ ShadingType: 6 }), 'mesh of colours (shading type 6)'],
    ['/S sh', shading({ ColorSpace: ['Lab', {}] }), 'gradient in an unknown colour space'],
    ['/S sh', shading({ Function: { FunctionType: 0 } }), 'table of colours for a gradient'],
    ['/S sh', shading({ Function: [] }), 'list of functions for a gradient'],
    ['/G gs', () => ({ ExtGState: { G: { BM: 'Hue' } } }), 'blend mode Hue'],
    ['/I Do', pictureOf({ ColorSpace: ['Indexed', 'DeviceRGB', 1, '<>'] }), 'colour space Indexed'],
    ['/I Do', pictureOf({ ...rgb, Decode: [1, 0, 1, 0, 1, 0] }), 'entry Decode of an image'],
    ['/I Do', pictureOf({ ...rgb, Mask: [0, 0, 0, 0, 0, 0] }), 'entry Mask of an image'],
    ['/I Do', pictureOf({ ...rgb, BitsPerComponent: 16 }), 'samples of more or less than 8 bits'],
    ['/I Do', pictureOf({ ...rgb, DecodeParms: { Predictor: 15 } }), 'filter /FlateDecode']
  ]

  test.each(refused)('%s refuses what has no way to greys (%#)', async (content, make, what) => {
    const { met } = await settle('grey', content, make)
    expect(met).toEqual([`0 fault ${what}`])
  })
})

function form(document: PDFDocument, content: string, entries: object = {}): PDFRef {
  const dict = { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 9, 9], ...entries }
  return document.context.register(document.context.flateStream(content, dict))
}

function image(document: PDFDocument, samples: Uint8Array, entries: object): PDFRef {
  const dict = { Subtype: 'Image', Width: 2, Height: 1, BitsPerComponent: 8, ...entries }
  return document.context.register(document.context.flateStream(samples, dict))
}

/** A JPEG of one red and one dark pixel. */
function jpegOf({ context }: PDFDocument): PDFRef {
  // Colours are encoded by blocks of pixels, so each gets its own block.
  const data = Uint8Array.from(
    { length: 4 * 2 },
    (_, index) => [255, 0, 0, 255, 9, 9, 9, 255][index] ?? 0
  )
  const bytes = jpeg.encode({ data, width: 2, height: 1 }, 100).data
  const dict = {
    Subtype: 'Image',
    Width: 2,
    Height: 1,
    BitsPerComponent: 8,
    Filter: 'DCTDecode',
    ...rgb
  }
  return context.register(PDFRawStream.of(context.obj(dict), bytes))
}

function pictureOf(entries: object): Make {
  return (document) => ({ XObject: { I: image(document, new Uint8Array(6), entries) } })
}

function streamAt(document: PDFDocument, ref: PDFRef): PDFRawStream {
  const stream = document.context.lookup(ref)
  if (stream instanceof PDFRawStream) return stream
  throw new Error('no stream')
}

function textOf(document: PDFDocument, ref: PDFRef): string {
  const bytes = decodePDFRawStream(streamAt(document, ref)).decode()
  return Buffer.from(bytes).toString().trim().replaceAll('\n', ' ')
}

/** Run a PostScript function (PDF 32000-1, 7.10.5) with the few operators used here. */
function run(program: string, stack: ReadonlyArray<number>): ReadonlyArray<number> {
  const tokens = program.match(/[{}]|[^\s{}]+/g) ?? []
  const values = [...stack]
  const pop = () => values.pop() ?? Number.NaN
  const compare = (holds: (below: number, above: number) => boolean) => {
    const above = pop()
    values.push(Number(holds(pop(), above)))
  }
  const acts: Readonly<Record<string, () => void>> = {
    pop: () => void pop(),
    dup: () => void values.push(values.at(-1) ?? Number.NaN),
    exch: () => void values.push(...[pop(), pop()]),
    mul: () => void values.push(pop() * pop()),
    add: () => void values.push(pop() + pop()),
    lt: () => compare((below, above) => below < above),
    gt: () => compare((below, above) => below > above)
  }
  const body = tokens.slice(1, -1)
  for (let at = 0; at < body.length; at++) {
    const token = body[at] ?? ''
    if (token !== '{') {
      const act = acts[token]
      if (act) act()
      else values.push(Number(token))
      continue
    }
    const end = body.indexOf('}', at)
    const inner = body.slice(at, end + 1).join(' ')
    // A block is followed by `if`.
    if (pop() === 1) values.splice(0, values.length, ...run(inner, values))
    at = end + 1
  }
  return values
}
