import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Meta, Typeset } from '../../../src/book.ts'
import { generator } from '../../../src/book.ts'
import { renderEpub } from '../../../src/render/epub.ts'
import { all, metaOf, open, pagedTypeset, pdf, textOf } from './sample.ts'

const source = {
  file: 'received/样本.txt',
  sha256: 'c'.repeat(64),
  complete: false,
  normalised: ['接合硬换行3处']
}
const corrections = [
  { date: '2022-03-04', what: '更正一字', at: 'p2' },
  { date: '2022-01-01', what: '更正二字' }
]

describe('the metadata', () => {
  test('say when the document was modified: when it was last corrected', () => {
    expect(metaOf(packageOf({ corrections }), 'dcterms:modified')).toEqual(['2022-03-04T00:00:00Z'])
    const before = corrections.map((correction) => ({ ...correction, date: '2001-01-01' }))
    expect(metaOf(packageOf({ corrections: before }), 'dcterms:modified')).toEqual([
      '2021-09-17T00:00:00Z'
    ])
  })

  test('say what kind of document it is and where its text comes from', () => {
    const opf = packageOf({ source })
    expect(all(opf, 'dc:type').map(textOf)).toEqual(['declaration'])
    expect(all(opf, 'dc:source').map(textOf)).toEqual([`${source.file}, SHA-256 ${source.sha256}`])
    expect(all(packageOf({}), 'dc:source')).toEqual([])
  })

  test('say that some characters have readings', () => {
    const opf = packageOf({})
    expect(metaOf(opf, 'schema:accessibilityFeature')).toContain('rubyAnnotations')
    expect(metaOf(opf, 'schema:accessibilitySummary')[0]).toContain('注音')
  })

  test('name neither a certifier nor a conformance nobody has claimed', () => {
    const text = strFromU8(filesOf({})['EPUB/package.opf'] ?? new Uint8Array())
    expect(text).not.toMatch(/certified|conformsTo|WCAG/)
  })
})

describe('the provenance record', () => {
  test('is linked from the package and lies beside the publication', () => {
    const files = filesOf({})
    const opf = open(files, 'EPUB/package.opf')
    expect(all(opf, 'link').map(({ attributes }) => attributes)).toEqual([
      {
        rel: 'record',
        href: '../META-INF/provenance.jsonld',
        'media-type': 'application/ld+json'
      }
    ])
    expect(files['META-INF/provenance.jsonld']).toBeDefined()
    expect(all(opf, 'item').some(({ attributes }) => /jsonld/.test(`${attributes.href}`))).toBe(
      false
    )
  })

  test('tells the source, what was received, what was changed and whose pages are marked', () => {
    const { book } = pagedTypeset()
    const record = recordOf({ source, corrections })
    expect(record).toMatchObject({
      name: book.meta.title,
      'prov:wasDerivedFrom': {
        encodingFormat: 'text/markdown',
        sha256: 'b'.repeat(64),
        'prov:wasDerivedFrom': {
          name: source.file,
          sha256: source.sha256,
          creativeWorkStatus: 'incomplete'
        },
        'prov:wasGeneratedBy': { description: source.normalised }
      },
      correction: [
        { datePublished: '2022-03-04', text: '更正一字', about: { '@id': '#p2' } },
        { datePublished: '2022-01-01', text: '更正二字' }
      ],
      associatedMedia: { name: pdf.name, sha256: pdf.sha256 }
    })
    const { name, softwareVersion } = record['prov:wasGeneratedBy']['prov:wasAssociatedWith']
    expect(`${name} ${softwareVersion}`).toBe(generator)
    const [identifier] = all(packageOf({}), 'dc:identifier').map(textOf)
    expect(record['@id']).toBe(identifier)
  })

  test('says nothing of what nobody knows', () => {
    const typeset = pagedTypeset()
    const { digest, pagination, ...rest } = { ...typeset, siblings: [] }
    const { body, place, ...meta } = typeset.book.meta
    const poor = { ...rest, book: { ...typeset.book, meta } }
    const bytes = unzipSync(renderEpub(poor).bytes)['META-INF/provenance.jsonld']
    const text = strFromU8(bytes ?? new Uint8Array())
    expect(text).not.toMatch(/null|sha256|creator|correction|associatedMedia/)
    expect([digest, pagination, body, place]).not.toContain(undefined)
  })
})

function typesetOf(meta: Partial<Meta>): Typeset<'epub'> {
  const typeset = pagedTypeset()
  return { ...typeset, book: { ...typeset.book, meta: { ...typeset.book.meta, ...meta } } }
}

function filesOf(meta: Partial<Meta>): Readonly<Record<string, Uint8Array>> {
  return unzipSync(renderEpub(typesetOf(meta)).bytes)
}

function packageOf(meta: Partial<Meta>): ReturnType<typeof open> {
  return open(filesOf(meta), 'EPUB/package.opf')
}

function recordOf(meta: Partial<Meta>) {
  return JSON.parse(strFromU8(filesOf(meta)['META-INF/provenance.jsonld'] ?? new Uint8Array()))
}
