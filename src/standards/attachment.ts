import { createHash } from 'node:crypto'
import type { PDFDict } from '@cantoo/pdf-lib'
import type { PdfFile } from '../pdf/document.ts'
import {
  bytesOf,
  dictAt,
  dictOf,
  has,
  listAt,
  lookUp,
  nameAt,
  numberAt,
  textAt
} from '../pdf/objects.ts'
import { decode } from '../pdf/streams.ts'
import { type Check, type Fault, unless } from './fault.ts'

/** Files within the file (ISO 19005-3, 6.8): the source, or none. */
export const attachmentChecks: ReadonlyArray<Check> = [
  {
    id: 'attachment-none',
    clauses: 'ISO 19005-2, 6.8; ISO 15930-7',
    profiles: ['reading', 'press'],
    find: ({ catalog, entries }) => [
      ...unless(!has(dictAt(catalog, 'Names'), 'EmbeddedFiles'), 'embedded files', 'none'),
      ...unless(!has(catalog, 'AF'), 'associated files', 'none'),
      ...entries.flatMap(({ dict, where }) =>
        unless(!has(dict, 'EF'), `file specification with a file, ${where}`, 'none')
      )
    ]
  },
  {
    id: 'attachment-names',
    clauses: 'ISO 19005-3, 6.8; ISO 14289-1, 7.11',
    profiles: ['attached'],
    find: (file) =>
      inFiles(file, (file) => {
        const isNamed = Boolean(textAt(file, 'F')) && Boolean(textAt(file, 'UF'))
        return unless(isNamed, 'file without a name', 'F and UF')
      })
  },
  {
    id: 'attachment-whole',
    clauses: 'ISO 19005-3, 6.8; PDF 32000-1, 7.11.4; kanben',
    profiles: ['attached'],
    find: (file) => {
      const { entries } = file
      const files = entries.filter(({ dict }) => nameAt(dict, 'Type') === 'EmbeddedFile')
      const count = entries.filter(({ dict }) => has(dict, 'EF')).length
      const isOne = files.length === 1 && count === 1
      return [
        ...unless(isOne, `${files.length} files, ${count} specifications`, 'one'),
        ...files.flatMap(({ dict, stream }) => {
          const bytes = decode(stream)
          const parameters = dictAt(dict, 'Params')
          const sum = Buffer.from(bytesOf(lookUp(parameters, 'CheckSum')) ?? '', 'latin1')
          const size = numberAt(parameters, 'Size')
          return [
            ...unless(sum.equals(createHash('md5').update(bytes).digest()), 'CheckSum', 'its own'),
            ...unless(size === bytes.length, `Size ${size}`, `${bytes.length}`)
          ]
        }),
        ...inFiles(file, (file) =>
          ['F', 'UF'].flatMap((key) => {
            const name = textAt(file, key) ?? ''
            return unless(!/[/\\:]/.test(name), `name ${name} of a file`, 'one without a path')
          })
        )
      ]
    }
  },
  {
    id: 'attachment-relation',
    clauses: 'ISO 19005-3, 6.8',
    profiles: ['attached'],
    find: (file) =>
      inFiles(file, (file) => {
        const relation = nameAt(file, 'AFRelationship')
        return unless(relation === 'Source', `relation ${relation}`, 'Source')
      })
  },
  {
    id: 'attachment-type',
    clauses: 'ISO 19005-3, 6.8',
    profiles: ['attached'],
    find: (file) =>
      inFiles(file, (file) => {
        const type = nameAt(embeddedIn(file), 'Subtype') ?? ''
        return unless(/^[\w.+-]+\/[\w.+-]+$/.test(type), `type ${type} of a file`, 'a media type')
      })
  },
  {
    id: 'attachment-date',
    clauses: 'ISO 19005-3, 6.8',
    profiles: ['attached'],
    find: (file) =>
      inFiles(file, (file) => {
        const isDated = Boolean(textAt(dictAt(embeddedIn(file), 'Params'), 'ModDate'))
        return unless(isDated, 'file without Params', 'its ModDate')
      })
  },
  {
    id: 'attachment-list',
    clauses: 'ISO 19005-3, 6.8; PDF 32000-1, 7.11.4',
    profiles: ['attached'],
    find: (file) => {
      const { catalog } = file
      const listed = listAt(catalog, 'AF').flatMap((entry) => dictOf(entry) ?? [])
      const names = listAt(dictAt(dictAt(catalog, 'Names'), 'EmbeddedFiles'), 'Names')
      return inFiles(file, (file) => [
        ...unless(listed.includes(file), 'file missing from AF', 'it there'),
        ...unless(names.includes(file), 'file missing from EmbeddedFiles', 'it there')
      ])
    }
  }
]

function embeddedIn(file: PDFDict): PDFDict | undefined {
  const files = dictAt(file, 'EF')
  return dictAt(files, 'F') ?? dictAt(files, 'UF')
}

function inFiles(
  { entries }: PdfFile,
  find: (file: PDFDict) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return entries.flatMap(({ dict }) => (has(dict, 'EF') ? find(dict) : []))
}
