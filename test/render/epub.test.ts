import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { h } from 'hastscript'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Typeset } from '../../src/book.ts'
import { renderEpub } from '../../src/render/epub.ts'
import { textOfEpub } from '../samples/read-back.ts'
import { bareTypeset, fullText, fullTypeset, withBlock } from '../samples/render.ts'
import { all, metaOf, open, textOf } from './epub/sample.ts'

const styles = readFileSync(new URL('../../templates/shared/epub.css', import.meta.url), 'utf8')

const bytes = renderEpub(fullTypeset('epub', styles)).bytes
const files = unzipSync(bytes)

describe('the container', () => {
  test('opens with the media type, stored, without extra field (EPUB 3.3, 4.2.6)', () => {
    const [header] = headersOf(bytes)
    expect(header).toEqual({ name: 'mimetype', method: 0, flags: 0, time: 0, date: 33, extra: 0 })
    expect(strFromU8(bytes.subarray(38, 58))).toBe('application/epub+zip')
  })

  test('dates every entry 1 January 1980, and holds nothing without need', () => {
    const headers = headersOf(bytes)
    expect(new Set(headers.map(({ time, date, extra }) => `${time} ${date} ${extra}`))).toEqual(
      new Set(['0 33 0'])
    )
    expect(headers.map(({ name }) => name)).toEqual([
      'mimetype',
      'META-INF/container.xml',
      'EPUB/package.opf',
      'META-INF/provenance.jsonld',
      'EPUB/nav.xhtml',
      'EPUB/toc.ncx',
      'EPUB/style.css',
      ...['title', 'preamble', 's1', 's2', 'signatories', 'notes', 'colophon'].map(
        (name) => `EPUB/text/${name}.xhtml`
      ),
      'EPUB/images/9f86d081.png'
    ])
  })

  test('holds the image as it was', () => {
    expect(files['EPUB/images/9f86d081.png']).toEqual(fullTypeset('epub').book.assets[0]?.bytes)
  })
})

describe('the same typeset', () => {
  const zone = process.env.TZ

  afterEach(() => {
    vi.useRealTimers()
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  test('gives the same bytes in every time zone and at any time', () => {
    const offsets = ['Pacific/Kiritimati', 'America/Los_Angeles'].map((name, index) => {
      process.env.TZ = name
      vi.useFakeTimers({ now: new Date(2001 + 40 * index, 5, 15) })
      expect(renderEpub(fullTypeset('epub', styles)).bytes).toEqual(bytes)
      return new Date(1980, 0, 1).getTimezoneOffset()
    })
    expect(new Set(offsets).size).toBe(2)
  })

  test('is left as it was', () => {
    const typeset = fullTypeset('epub', styles)
    const before = structuredClone(typeset)
    renderEpub(typeset)
    expect(typeset).toEqual(before)
  })

  test('has an identifier that depends on language, title, date and body alone', () => {
    const identify = (meta: Partial<Typeset['book']['meta']>) => identifierOf(withMeta(meta))
    const identifier = identify({})
    expect(identifier).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
    expect(identify({ place: '别处', supplement: false })).toBe(identifier)
    for (const meta of [
      { lang: 'zh-Hant' },
      { title: '甲' },
      { date: '2021-09-18' },
      { body: '乙' }
    ])
      expect(identify(meta)).not.toBe(identifier)
    expect(identify({ identifier: 'urn:lex:a&b' })).toBe('urn:lex:a&b')
  })
})

describe('the package', () => {
  const opf = open(files, 'EPUB/package.opf')

  test('says what the document is', () => {
    const [root] = all(opf, 'package')
    expect(root?.attributes).toMatchObject({ version: '3.0', 'xml:lang': 'zh-Hans' })
    const content = ['dc:title', 'dc:language', 'dc:creator', 'dc:date'].map((name) =>
      all(opf, name).map(textOf)
    )
    expect(content).toEqual([
      ['关于“样本”与<标记>的宣言'],
      ['zh-Hans'],
      ['样本组织理事会'],
      ['2021-09-17']
    ])
    expect(metaOf(opf, 'dcterms:modified')).toEqual(['2021-09-17T00:00:00Z'])
  })

  test('lists every file once, and reads the contents after the title', () => {
    const items = all(opf, 'item').map(({ attributes }) => `EPUB/${attributes.href}`)
    const held = Object.keys(files).filter((path) => /^EPUB\/(?!package)/.test(path))
    expect(items.toSorted()).toEqual(held.toSorted())
    expect(all(opf, 'itemref').map(({ attributes }) => attributes.idref)).toEqual([
      'title',
      'nav',
      'preamble',
      's1',
      's2',
      'signatories',
      'notes',
      'colophon'
    ])
  })

  test('claims of accessibility what the content bears out', () => {
    expect(metaOf(opf, 'schema:accessMode')).toEqual(['textual', 'visual'])
    expect(metaOf(opf, 'schema:accessModeSufficient')).toEqual(['textual', 'textual,visual'])
    expect(metaOf(opf, 'schema:accessibilityFeature')).toContain('alternativeText')
    expect(metaOf(opf, 'schema:accessibilityHazard')).toEqual(['none'])
    expect(metaOf(opf, 'schema:accessibilitySummary')[0]).toContain('图像均附文字说明')

    const bare = open(unzipSync(renderEpub(bareTypeset('epub')).bytes), 'EPUB/package.opf')
    expect(metaOf(bare, 'schema:accessMode')).toEqual(['textual'])
    expect(metaOf(bare, 'schema:accessibilityFeature')).not.toContain('alternativeText')
    expect(metaOf(bare, 'schema:accessibilityFeature')).not.toContain('structuralNavigation')

    const image = h('p', h('img', { src: 'images/seal.png', alt: '' }))
    const silent = renderEpub(withBlock(fullTypeset('epub'), image)).bytes
    const poor = open(unzipSync(silent), 'EPUB/package.opf')
    expect(metaOf(poor, 'schema:accessModeSufficient')).toEqual(['textual,visual'])
    expect(metaOf(poor, 'schema:accessibilityFeature')).not.toContain('alternativeText')
  })

  test('claims no safety of an image that may flash', () => {
    const typeset = fullTypeset('epub')
    const assets = typeset.book.assets.map((asset) => ({ ...asset, type: 'image/gif' }))
    const moving = renderEpub({ ...typeset, book: { ...typeset.book, assets } }).bytes
    const hazards = metaOf(
      open(unzipSync(moving), 'EPUB/package.opf'),
      'schema:accessibilityHazard'
    )
    expect(hazards).toEqual(['unknown'])
  })

  test('throws for an image that the book does not hold', () => {
    const typeset = withBlock(bareTypeset('epub'), h('p', h('img', { src: 'x.png', alt: '' })))
    expect(() => renderEpub(typeset)).toThrow('No image x.png')
  })
})

describe('the documents', () => {
  const documents = Object.keys(files).filter((path) => path.endsWith('.xhtml'))

  test.each(documents)('%s says its language twice and has a title', (path) => {
    const [root] = all(open(files, path), 'html')
    expect(root?.attributes).toMatchObject({ lang: 'zh-Hans', 'xml:lang': 'zh-Hans' })
    expect(all(open(files, path), 'title').map(textOf).join('')).not.toBe('')
  })

  test('say the language of a run twice', () => {
    const run = h('p', h('span', { lang: 'de' }, 'Wort'))
    const made = unzipSync(renderEpub(withBlock(bareTypeset('epub'), run)).bytes)
    const spans = Object.keys(made)
      .filter((path) => path.endsWith('.xhtml'))
      .flatMap((path) => all(open(made, path), 'span'))
    const found = spans.filter((span) => textOf(span) === 'Wort')
    expect(found.map(({ attributes }) => attributes)).toEqual([{ lang: 'de', 'xml:lang': 'de' }])
  })

  test('tell the style sheet of pictures, of short names and of names that meet', () => {
    const found = documents.flatMap((path) =>
      all(open(files, path)).flatMap(({ name, attributes, children }) =>
        /^(wide|picture|name short|.* next)$/.test(attributes.class ?? '')
          ? [`${name}.${attributes.class}: ${children.map(textOf).join('')}`]
          : []
      )
    )
    expect(found).toEqual([
      'p.picture: ',
      'u.proper-name next: 上海',
      'span.name short: 张三',
      'span.name short: 王五'
    ])
  })

  test('let no table scroll, and tell the style sheet of one with many columns', () => {
    const tableOf = (count: number) =>
      h(
        'table',
        h(
          'tbody',
          h(
            'tr',
            Array.from({ length: count }, () => h('td', '甲'))
          )
        )
      )
    const classes = [4, 5].map((count) => {
      const made = renderEpub(withBlock(bareTypeset('epub'), tableOf(count))).bytes
      const sheet = open(unzipSync(made), 'EPUB/text/preamble.xhtml')
      return all(sheet, 'table').map(({ attributes }) => attributes.class)
    })
    expect(classes).toEqual([[undefined], ['wide']])
    expect(styles).not.toMatch(/overflow(-[xy])?: *(auto|scroll)/)
  })

  test('say of the heads of a table that they head columns', () => {
    const table = h('table', h('thead', h('tr', h('th', { align: 'right' }, '甲'))))
    const made = renderEpub(withBlock(bareTypeset('epub'), table)).bytes
    const sheet = open(unzipSync(made), 'EPUB/text/preamble.xhtml')
    expect(all(sheet, 'th').map(({ attributes }) => attributes)).toEqual([
      { class: 'align-right', scope: 'col' }
    ])
  })

  test('are laid out by the room a part has, for a frame may be as wide as all its screens', () => {
    expect(styles).not.toMatch(/@media|\d(?:vw|vi|vmin|vmax)\b/)
  })

  test('are joined by links that all lead somewhere', () => {
    const links = documents.flatMap((path) =>
      all(open(files, path), 'a').map(({ attributes }) => ({ path, href: attributes.href ?? '' }))
    )
    for (const { path, href } of links) expect(leads(path, href), `${path}: ${href}`).toBe(true)
    expect(links.map(({ href }) => href)).toEqual(
      expect.arrayContaining([
        'notes.xhtml#user-content-fn-1',
        'preamble.xhtml#user-content-fnref-1',
        's2.xhtml#s2',
        'text/s1.xhtml#s1-1'
      ])
    )
  })

  test('refer by ARIA to nothing outside themselves', () => {
    const references = documents.flatMap((path) => {
      const elements = all(open(files, path))
      const ids = elements.map(({ attributes }) => attributes.id)
      const names = elements.flatMap(({ attributes }) => [
        attributes['aria-labelledby'],
        attributes['aria-describedby']
      ])
      return names.flatMap((id) => (id ? [ids.includes(id)] : []))
    })
    expect(references.length).toBeGreaterThan(3)
    expect(references).not.toContain(false)
  })

  test('say what their parts are', () => {
    const types = documents.flatMap((path) =>
      all(open(files, path)).flatMap(({ name, attributes }) =>
        attributes['epub:type'] && name !== 'body'
          ? [`${attributes['epub:type']} ${attributes.role ?? '-'}`]
          : []
      )
    )
    expect(types).toEqual(
      expect.arrayContaining([
        'toc doc-toc',
        'titlepage -',
        'chapter doc-chapter',
        'noteref doc-noteref',
        'endnotes doc-endnotes',
        'footnote doc-footnote',
        'backlink doc-backlink',
        'colophon doc-colophon'
      ])
    )
  })

  test('name the title in the contents of a document without headings', () => {
    const bare = unzipSync(renderEpub(bareTypeset('epub')).bytes)
    const [toc] = all(open(bare, 'EPUB/nav.xhtml'), 'ol')
    expect(toc && all(toc, 'a').map(textOf)).toEqual(['关于“样本”与<标记>的宣言', '版本记录'])
    const opf = open(bare, 'EPUB/package.opf')
    expect(all(opf, 'itemref').map(({ attributes }) => attributes.idref)).toEqual([
      'title',
      'preamble',
      'colophon'
    ])
  })

  function leads(path: string, href: string): boolean {
    const [file = '', id] = href.split('#')
    const target = file === '' ? path : posix.join(posix.dirname(path), file)
    if (!files[target]) return false
    const ids = all(open(files, target)).map(({ attributes }) => attributes.id)
    return id === undefined || ids.includes(id)
  }
})

describe('reading back', () => {
  test('gives the text block by block in reading order, apparatus left out', () => {
    const passages = textOfEpub(bytes)
    expect(passages.map(({ text }) => text)).toEqual(fullText)
    expect(passages.at(0)?.where).toBe('EPUB/text/title.xhtml')
    expect(passages.at(-1)?.where).toBe('EPUB/text/notes.xhtml')
  })

  test('sees one changed character and where it is', () => {
    const changed = textOfEpub(alter('EPUB/text/s1.xhtml', '一、会议</h2>', '一、會议</h2>'))
    const differing = changed.filter(({ text }, index) => text !== fullText[index])
    expect(differing).toEqual([{ text: '一、會议', where: 'EPUB/text/s1.xhtml' }])
  })

  test('sees a sheet that is lost, doubled or out of order', () => {
    const one = '<itemref idref="s1"/>'
    const other = '<itemref idref="s2"/>'
    for (const spine of [one, one + one + other, other + one]) {
      const passages = textOfEpub(alter('EPUB/package.opf', one + other, spine))
      expect(passages.map(({ text }) => text)).not.toEqual(fullText)
    }
  })

  test('does not take for text what is hidden or generated', () => {
    for (const attribute of ['hidden=""', 'style="display:none"', 'data-apparatus="generated"']) {
      const passages = textOfEpub(
        alter('EPUB/text/s1.xhtml', '<h2 id="s1"', `<h2 ${attribute} id="s1"`)
      )
      expect(passages.map(({ text }) => text)).toEqual(fullText.toSpliced(2, 1))
    }
  })

  test('throws for what is no EPUB', () => {
    expect(() => textOfEpub(strToU8('%PDF-2.0'))).toThrow()
    expect(() => textOfEpub(zipSync({ mimetype: strToU8('application/epub+zip') }))).toThrow(
      'No META-INF/container.xml in the EPUB'
    )
    expect(() => textOfEpub(alter('EPUB/text/s1.xhtml', '</h2>', ''))).toThrow()
    expect(() =>
      textOfEpub(alter('EPUB/package.opf', 'href="text/s1.xhtml"', 'href="x"'))
    ).toThrow()
  })

  function alter(path: string, from: string, to: string): Uint8Array {
    const before = strFromU8(files[path] ?? new Uint8Array())
    expect(before).toContain(from)
    return zipSync({ ...files, [path]: strToU8(before.replace(from, to)) })
  }
})

function withMeta(meta: Partial<Typeset['book']['meta']>): Typeset<'epub'> {
  const typeset = bareTypeset('epub')
  return { ...typeset, book: { ...typeset.book, meta: { ...typeset.book.meta, ...meta } } }
}

function identifierOf(typeset: Typeset<'epub'>): string {
  const opf = open(unzipSync(renderEpub(typeset).bytes), 'EPUB/package.opf')
  return all(opf, 'dc:identifier').map(textOf).join()
}

type Header = Readonly<{
  name: string
  flags: number
  method: number
  time: number
  date: number
  extra: number
}>

/** The local file headers of a zip file (APPNOTE 4.3.7), found through its central directory. */
function headersOf(zip: Uint8Array): ReadonlyArray<Header> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.length - 22
  let entry = view.getUint32(end + 16, true)
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    const at = view.getUint32(entry + 42, true)
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(entry + field, true))
    entry += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
    return {
      name: strFromU8(zip.subarray(at + 30, at + 30 + view.getUint16(at + 26, true))),
      flags: view.getUint16(at + 6, true),
      method: view.getUint16(at + 8, true),
      time: view.getUint16(at + 10, true),
      date: view.getUint16(at + 12, true),
      extra: view.getUint16(at + 28, true)
    }
  })
}
