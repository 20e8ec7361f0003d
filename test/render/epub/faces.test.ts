import { strFromU8, unzipSync } from 'fflate'
import { create } from 'fontkit'
import { h } from 'hastscript'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import type { Book, Template } from '../../../src/book.ts'
import { readTemplate } from '../../../src/read.ts'
import { renderEpub } from '../../../src/render/epub.ts'
import { typeset } from '../../../src/typeset.ts'
import { fullTypeset } from '../../samples/render.ts'
import { all, open, textOf } from './sample.ts'

const book: Book = {
  meta: {
    title: '小小宣言',
    titleLines: ['小小宣言'],
    lang: 'zh-Hans',
    type: 'declaration',
    date: '2020-02-29',
    supplement: false,
    corrections: []
  },
  body: {
    type: 'root',
    children: [
      h('section', { ariaLabelledBy: ['s1'] }, [
        h('h2', { id: 's1' }, '一、总则'),
        h('p', { id: 'p1' }, '双方达成一致。'),
        h('section', { ariaLabelledBy: ['s1-1'] }, [h('h3', { id: 's1-1' }, '（一）范围')])
      ])
    ]
  },
  outline: [
    { id: 's1', depth: 2, enumerator: '一、', text: '一、总则' },
    { id: 's1-1', depth: 3, enumerator: '（一）', text: '（一）范围' }
  ],
  assets: []
}

const official = await templateOf()
const plain = await filesOf(false)
const files = await filesOf(true)

test('no face is embedded, and no licence, unless the template asks for it', () => {
  expect(Object.keys(plain).filter((path) => /font|licence/.test(path))).toEqual([])
  expect(strFromU8(plain['EPUB/style.css'] ?? new Uint8Array())).not.toMatch(/@font-face|Headings/)
})

test('the faces of title and headings hold their characters and no others', () => {
  const held = Object.keys(files).filter((path) => path.startsWith('EPUB/fonts/'))
  expect(held.map((path) => [path, charactersOf(files[path])])).toEqual([
    ['EPUB/fonts/NotoSerifSC-Headings-900.ttf', '宣小言'],
    ['EPUB/fonts/NotoSansSC-Headings-400.ttf', '、一则总'],
    ['EPUB/fonts/LXGWWenKai-Headings-400.ttf', '一围范（）']
  ])
})

test('only title and headings ask for them; the text has no face', () => {
  const style = strFromU8(files['EPUB/style.css'] ?? new Uint8Array())
  const asking = [...style.matchAll(/([^{}]+)\{font-family:"([^"]+)"/g)]
  expect(asking.map(([, selector, family]) => `${selector?.trim()} ${family}`)).toEqual([
    '@font-face NotoSerifSC-Headings',
    '@font-face NotoSansSC-Headings',
    '@font-face LXGWWenKai-Headings',
    '.title-page h1 NotoSerifSC-Headings',
    '.body h2 NotoSansSC-Headings',
    '.body h3 LXGWWenKai-Headings'
  ])
})

test('their licences travel with them in full, behind all else', () => {
  const opf = open(files, 'EPUB/package.opf')
  expect(all(opf, 'itemref').at(-1)?.attributes.idref).toBe('licences')
  const sheet = open(files, 'EPUB/text/licences.xhtml')
  const [root] = all(sheet, 'section')
  expect(root?.attributes['data-apparatus']).toBe('generated')
  const said = root && bare(textOf(root))
  const typefaces = new Set(official.fonts.map(({ typeface }) => typeface))
  expect(typefaces.size).toBe(3)
  const notices = [...typefaces].map(({ name, copyright, licenceText }) => {
    return bare(name + copyright + licenceText.slice(0, licenceText.indexOf('-----')))
  })
  // The notice of each, and their common terms once.
  const terms = bare(termsOf([...typefaces][0]?.licenceText))
  expect(terms).toMatch(/^SILOPENFONTLICENSEVersion1.1.*OTHERDEALINGSINTHEFONTSOFTWARE\.$/)
  expect(said).toBe(bare('字体许可') + notices.join('') + terms)
  expect(
    all(sheet, 'section')
      .slice(1)
      .map(({ attributes }) => attributes['xml:lang'])
  ).toEqual(['en'])
})

test('terms that differ by a word are each printed', () => {
  const [one, other] = new Set(official.fonts.map(({ typeface }) => typeface))
  if (!one || !other) throw new Error('no typefaces')
  const changed = {
    ...other,
    licenceText: other.licenceText.replace('free of charge', 'for a fee')
  }
  const face = { family: 'Own', weight: 400, bytes: new Uint8Array() }
  const pages = { ...fullTypeset('epub'), faces: [face], typefaces: [one, changed] }
  const sheet = open(unzipSync(renderEpub(pages).bytes), 'EPUB/text/licences.xhtml')
  const said = bare(textOf(sheet))
  expect(said).toContain(bare(termsOf(one.licenceText)))
  expect(said).toContain(bare(termsOf(changed.licenceText)))
})

test('in a light face, headings of the third level are larger', () => {
  const style = strFromU8(files['EPUB/style.css'] ?? new Uint8Array())
  expect(style).toMatch(/\.body h3\{font-size:1\.15em\}\n$/)
})

test('the colophon names the typefaces that are embedded', () => {
  const of = (held: typeof files) => textOf(open(held, 'EPUB/text/colophon.xhtml'))
  expect(of(files)).toContain('Noto Sans SC')
  expect(of(plain)).not.toContain('Noto Sans SC')
})

async function templateOf(): Promise<Template> {
  const template = await readTemplate('official', new VFile())
  if (!template) throw new Error('no template')
  return template
}

async function filesOf(headingFaces: boolean): Promise<Readonly<Record<string, Uint8Array>>> {
  const settings = { ...official.settings, epub: { headingFaces } }
  const pages = await typeset(book, { ...official, settings }, 'epub', new VFile())
  return unzipSync(renderEpub(pages).bytes)
}

function charactersOf(bytes: Uint8Array | undefined): string {
  const font = create(Buffer.from(bytes ?? []))
  const codes = 'characterSet' in font ? font.characterSet : []
  // The last one only ends the table.
  return String.fromCodePoint(...codes.filter((code) => code < 0xffff))
}

/** The text of a licence after its notice, from the first ruled line. */
function termsOf(licenceText = ''): string {
  return licenceText.slice(licenceText.indexOf('-----'))
}

/** A text without white space and ruled lines. */
function bare(text: string): string {
  return text.replaceAll(/\s|-{5,}/g, '')
}
