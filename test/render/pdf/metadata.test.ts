import { createHash } from 'node:crypto'
import {
  decodePDFRawStream,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString
} from '@cantoo/pdf-lib'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { fromXml } from 'xast-util-from-xml'
import type { Book, Meta, Typeset } from '../../../src/book.ts'
import { readTemplate } from '../../../src/read.ts'
import { attachSourceFile } from '../../../src/render/pdf/attach-source-file.ts'
import { type Standard, writeMetadata } from '../../../src/render/pdf/metadata.ts'
import { writePressIntent, writeScreenIntent } from '../../../src/render/pdf/output-intents.ts'
import { pressProfile, screenProfile } from '../../../src/render/pdf/profiles.ts'
import { removeUnused } from '../../../src/render/pdf/remove-unused.ts'
import { saveIdentified } from '../../../src/render/pdf/save-identified.ts'

const meta: Meta = {
  title: '测试 <uuid:00000000-0000-0000-0000-000000000000> & ]]> 宣言',
  titleLines: ['测试'],
  lang: 'zh-Hans',
  type: 'declaration',
  date: '2021-09-17',
  body: '某理事会',
  identifier: 'https://example.org/宣言',
  supplement: false,
  corrections: []
}

/** Make a file with only a page and metadata. */
async function make(standard: Standard, change: Partial<Meta> = {}): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.addPage()
  writeMetadata(document, { ...(await set()), book: bookOf({ ...meta, ...change }) }, standard)
  if (standard === 'PDF/X-4') writePressIntent(document, undefined)
  else writeScreenIntent(document)
  if (standard === 'PDF/A-3a')
    attachSourceFile(document, new VFile({ path: '文/稿.md', value: '稿' }), meta)
  removeUnused(document)
  return saveIdentified(document, standard === 'PDF/X-4' ? 6 : 7)
}

async function set(): Promise<Typeset<'pdf'>> {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  const { settings } = template
  const book = bookOf(meta)
  const empty = { leaves: [], styles: '', faces: [], coverage: [], typefaces: [] }
  return { medium: 'pdf', book, settings, ...empty }
}

function bookOf(meta: Meta): Book {
  return { meta, body: { type: 'root', children: [] }, outline: [], assets: [] }
}

async function open(bytes: Uint8Array) {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const metadata = document.catalog.lookup(PDFName.of('Metadata'))
  if (!(metadata instanceof PDFRawStream)) throw new Error('no metadata')
  return { document, metadata, xmp: Buffer.from(metadata.contents).toString() }
}

/** The text of a property, lists and alternatives run together. */
function property(xmp: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xmp) ?? []
  return text
    ?.replaceAll(/<[^>]*>/g, '')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x26;', '&')
    .replaceAll('&amp;', '&')
}

function textOf(value: unknown): string {
  if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText()
  return value instanceof PDFName ? value.decodeText() : `${value}`
}

describe('metadata', () => {
  test.each(['PDF/A-2a', 'PDF/A-3a', 'PDF/X-4'] as const)(
    'of %s say the same in both places, uncompressed, and nothing else',
    async (standard) => {
      const { document, metadata, xmp } = await open(await make(standard))
      expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false)
      expect(() => fromXml(xmp.replace(/^\uFEFF/, ''))).not.toThrow()
      const info = document.context.lookup(document.context.trailerInfo.Info, PDFDict)
      const said = Object.fromEntries(
        info.entries().map(([key, value]) => [key.decodeText(), textOf(value)])
      )
      const day = property(xmp, 'xmp:CreateDate')?.replaceAll(/[-:T]/g, '')
      expect(day).toBe('20210917000000Z')
      expect(said).toEqual({
        Title: property(xmp, 'dc:title'),
        Author: property(xmp, 'dc:creator'),
        Creator: property(xmp, 'xmp:CreatorTool'),
        Producer: property(xmp, 'pdf:Producer'),
        CreationDate: `D:${day}`,
        ModDate: `D:${day}`,
        ...(standard === 'PDF/X-4' ? { Trapped: property(xmp, 'pdf:Trapped') } : {})
      })
      expect(said.Title).toBe(meta.title)
      expect(property(xmp, 'dc:language')).toBe('zh-Hans')
      expect(property(xmp, 'dc:identifier')).toBe('https://example.org/宣言')
    }
  )

  test('name the standards, and describe the schema PDF/A does not know', async () => {
    const names = ['pdfaid:part', 'pdfaid:conformance', 'pdfuaid:part', 'pdfxid:GTS_PDFXVersion']
    const told = async (standard: Standard) => {
      const { xmp } = await open(await make(standard))
      return names.map((name) => property(xmp, name))
    }
    expect(await told('PDF/A-2a')).toEqual(['2', 'A', '1', undefined])
    expect(await told('PDF/A-3a')).toEqual(['3', 'A', '1', undefined])
    expect(await told('PDF/X-4')).toEqual([undefined, undefined, undefined, 'PDF/X-4'])
    const { xmp } = await open(await make('PDF/A-2a'))
    expect(property(xmp, 'pdfaSchema:prefix')).toBe('pdfuaid')
    expect(xmp.match(/<pdfaSchema:schema>/g)?.length).toBe(1)
  })

  test('know no author where the front matter names no issuing body', async () => {
    const { body: _, ...anonymous } = meta
    const document = await PDFDocument.create({ updateMetadata: false })
    document.addPage()
    writeMetadata(document, { ...(await set()), book: bookOf(anonymous) }, 'PDF/A-2a')
    const info = document.context.lookup(document.context.trailerInfo.Info, PDFDict)
    expect(info.has(PDFName.of('Author'))).toBe(false)
  })
})

describe('a file', () => {
  test('is named after its bytes, and after nothing else', async () => {
    const bytes = Buffer.from(await make('PDF/A-2a'))
    expect(bytes.equals(await make('PDF/A-2a'))).toBe(true)
    const [, id = ''] = /\/ID \[ <(\w{32})> <\1> \]/.exec(bytes.toString('latin1')) ?? []
    const { xmp } = await open(bytes)
    const name = property(xmp, 'xmpMM:DocumentID') ?? ''
    expect(property(xmp, 'xmpMM:InstanceID')).toBe(name)
    expect(name).toMatch(/^uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/)
    // The title remains unchanged.
    expect(property(xmp, 'dc:title')).toBe(meta.title)
    const blank = Buffer.from(
      bytes
        .toString('latin1')
        .replaceAll(id, '0'.repeat(32))
        .replaceAll(name, 'uuid:00000000-0000-0000-0000-000000000000'),
      'latin1'
    )
    const digest = createHash('sha256').update(blank).digest('hex')
    expect(id).toBe(digest.slice(0, 32))
    expect(name.startsWith(`uuid:${digest.slice(0, 8)}-`)).toBe(true)
    const other = Buffer.from(await make('PDF/A-2a', { date: '2021-09-18' })).toString('latin1')
    expect(other).not.toContain(id)
  })

  test.each([
    ['PDF/A-2a', '1.7'],
    ['PDF/X-4', '1.6']
  ] as const)(
    'of %s begins with its version, and nothing follows its end',
    async (standard, version) => {
      const text = Buffer.from(await make(standard)).toString('latin1')
      expect(text.startsWith(`%PDF-${version}\n%`)).toBe(true)
      expect([...text.slice(10, 14)].every((sign) => sign.charCodeAt(0) > 127)).toBe(true)
      expect(text).toMatch(/%%EOF\n?$/)
    }
  )

  test('holds nothing that nothing refers to, and is deflated by one deflater', async () => {
    const document = await PDFDocument.create({ updateMetadata: false })
    const page = document.addPage()
    const { context } = document
    context.register(context.obj({ Lost: true }))
    const stored = Buffer.from('7801 0103 00fc ff 302067 00fa 00c8'.replaceAll(' ', ''), 'hex')
    const stream = PDFRawStream.of(context.obj({ Filter: 'FlateDecode', Length: 99 }), stored)
    page.node.set(PDFName.of('Contents'), context.register(stream))
    page.node.set(PDFName.of('Annots'), context.obj([]))
    page.node.set(
      PDFName.of('Resources'),
      context.obj({ ProcSet: ['PDF'], XObject: {}, ExtGState: { G: { ca: 1 } } })
    )
    removeUnused(document)
    const bytes = await document.save()
    const again = await PDFDocument.load(bytes)
    const { node } = again.getPage(0)
    expect(
      node
        .keys()
        .map((key) => key.decodeText())
        .sort()
    ).not.toContain('Annots')
    expect(node.Resources()?.keys().map(String)).toEqual(['/ExtGState'])
    const contents = node.Contents()
    if (!(contents instanceof PDFRawStream)) throw new Error('no contents')
    expect(Buffer.from(decodePDFRawStream(contents).decode()).toString()).toBe('0 g')
    const fresh = context.flateStream('0 g').contents
    expect(Buffer.compare(contents.contents, fresh)).toBe(0)
    const objects = again.context.enumerateIndirectObjects().map(([, object]) => String(object))
    expect(objects.join()).not.toContain('Lost')
  })
})

describe('profiles', () => {
  const cases = [
    ['sRGB', screenProfile(), 'mntr', 'RGB ', ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC']],
    ['press', pressProfile(), 'prtr', 'GRAY', ['kTRC']]
  ] as const
  test.each(cases)('the one of %s is built as ICC.1 says', (_, bytes, kind, space, own) => {
    const profile = Buffer.from(bytes)
    const word = (at: number) => profile.toString('latin1', at, at + 4)
    expect(profile.readUInt32BE(0)).toBe(profile.length)
    expect(profile.readUInt32BE(8)).toBe(0x02400000)
    expect([word(12), word(16), word(20), word(36)]).toEqual([kind, space, 'XYZ ', 'acsp'])
    const tags = Array.from({ length: profile.readUInt32BE(128) }, (_, index) => {
      const at = 132 + 12 * index
      return {
        name: word(at),
        at: profile.readUInt32BE(at + 4),
        size: profile.readUInt32BE(at + 8)
      }
    })
    expect(tags.map(({ name }) => name)).toEqual(['desc', 'cprt', 'wtpt', ...own])
    for (const { at, size } of tags) {
      expect(at % 4).toBe(0)
      expect(at + size).toBeLessThanOrEqual(profile.length)
    }
  })

  test('the curve of sRGB is that of IEC 61966-2-1', () => {
    const curve = curveOf(screenProfile(), 'rTRC')
    expect([curve(0), curve(1)]).toEqual([0, 1])
    expect(curve(0.5)).toBeCloseTo(0.2140411, 3)
    expect(curve(0.02)).toBeCloseTo(0.02 / 12.92, 4)
  })

  test('half of the dots darken the paper as 65 % of it would', () => {
    const curve = curveOf(pressProfile(), 'kTRC')
    expect([curve(0), curve(1)]).toEqual([0, 1])
    expect(curve(0.5)).toBeCloseTo(0.35, 2)
  })

  test('the primaries of sRGB add up to the white of the profile connection space', () => {
    const profile = Buffer.from(screenProfile())
    const point = (name: string) => {
      const at = placeOf(profile, name)
      return [8, 12, 16].map((offset) => profile.readInt32BE(at + offset) / 65536)
    }
    const [red = [], green = [], blue = []] = ['rXYZ', 'gXYZ', 'bXYZ'].map(point)
    const sum = red.map((value, index) => value + (green[index] ?? 0) + (blue[index] ?? 0))
    for (const [index, white] of [0.9642, 1, 0.8249].entries()) {
      expect(sum[index]).toBeCloseTo(white, 3)
    }
  })
})

test('an attached source is an associated file, with its size, digest and date', async () => {
  const { document } = await open(await make('PDF/A-3a'))
  const { catalog, context } = document
  const [specification] =
    catalog
      .lookup(PDFName.of('AF'))
      ?.toString()
      .match(/\d+ 0 R/) ?? []
  const names = catalog.lookup(PDFName.of('Names'), PDFDict)
  expect(names.toString()).toContain(specification)
  const all = context.enumerateIndirectObjects().map(([, object]) => object)
  const file = all.find((object) => object instanceof PDFDict && object.has(PDFName.of('EF')))
  if (!(file instanceof PDFDict)) throw new Error('no file')
  expect(textOf(file.lookup(PDFName.of('UF')))).toBe('稿.md')
  expect(textOf(file.lookup(PDFName.of('F')))).toBe('稿.md')
  expect(textOf(file.lookup(PDFName.of('AFRelationship')))).toBe('Source')
  const stream = file.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'))
  if (!(stream instanceof PDFRawStream)) throw new Error('no stream')
  expect(Buffer.from(decodePDFRawStream(stream).decode()).toString()).toBe('稿')
  expect(textOf(stream.dict.lookup(PDFName.of('Subtype')))).toBe('text/markdown')
  const digest = createHash('md5').update('稿').digest('hex')
  expect(String(stream.dict.lookup(PDFName.of('Params')))).toBe(
    `<<\n/ModDate (D:20210917000000Z)\n/Size 3\n/CheckSum <${digest}>\n>>`
  )
})

function placeOf(profile: Buffer, name: string): number {
  return profile.readUInt32BE(profile.indexOf(name, 132, 'latin1') + 4)
}

/** Read a curve of a profile between the points of its table. */
function curveOf(bytes: Uint8Array, name: string): (signal: number) => number {
  const profile = Buffer.from(bytes)
  const at = placeOf(profile, name)
  const count = profile.readUInt32BE(at + 8)
  return (signal) => profile.readUInt16BE(at + 12 + 2 * Math.round(signal * (count - 1))) / 65535
}
