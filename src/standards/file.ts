import { PDFArray } from '@cantoo/pdf-lib'
import type { SyntaxFault } from '../pdf/file-syntax.ts'
import { lookUp, nameAt, nameOf, textOf } from '../pdf/objects.ts'
import { type Check, every, printed, unless } from './fault.ts'

/** The file as it is written (PDF 32000-1, 7.5). */
export const fileChecks: ReadonlyArray<Check> = [
  {
    id: 'file-header',
    clauses: 'ISO 19005-2, 6.1.2; ISO 14289-1, 6.1',
    profiles: every,
    find: ({ syntax: { text } }) =>
      unless(/^%PDF-1\.[0-7](?:\r\n|\r|\n)/.test(text), `header ${text.slice(0, 9)}`, '%PDF-1.7')
  },
  {
    id: 'file-binary',
    clauses: 'ISO 19005-2, 6.1.2',
    profiles: every,
    find: ({ syntax: { text } }) =>
      unless(
        /^[^\r\n]*(?:\r\n|\r|\n)%[\x80-\xff]{4}/.test(text),
        'second line',
        'a comment of four bytes above 127'
      )
  },
  {
    id: 'file-version',
    clauses: 'ISO 15930-7; PDF 32000-1, 7.2.2',
    profiles: printed,
    find: ({ syntax: { text }, catalog }) => [
      ...unless(/^%PDF-1\.[0-6]/.test(text), `header ${text.slice(0, 8)}`, '%PDF-1.6 or lower'),
      ...unless(/^1\.[0-6]$/.test(nameAt(catalog, 'Version') ?? '1.6'), 'Version', '1.6 or lower')
    ]
  },
  {
    id: 'file-id',
    clauses: 'ISO 19005-2, 6.1.3; ISO 15930-7',
    profiles: every,
    find: ({ document: { context } }) => {
      const id = context.lookup(context.trailerInfo.ID)
      const parts = id instanceof PDFArray ? id.asArray().map((part) => textOf(part) ?? '') : []
      const isWhole = parts.length === 2 && parts.every((part) => part.length > 0)
      return unless(isWhole, 'trailer without ID', 'two strings that identify the file')
    }
  },
  {
    id: 'file-encryption',
    clauses: 'ISO 19005-2, 6.1.3; ISO 14289-1, 7.16; ISO 15930-7',
    profiles: every,
    find: ({ document: { context } }) =>
      unless(!context.trailerInfo.Encrypt, 'encryption', 'a file anybody can read')
  },
  {
    id: 'file-end',
    clauses: 'ISO 19005-2, 6.1.3',
    profiles: every,
    find: ({ syntax: { text } }) =>
      unless(/%%EOF(?:\r\n|\r|\n)?$/.test(text.slice(-16)), 'bytes behind %%EOF', 'none')
  },
  syntaxCheck('file-references', '6.1.4', ['xref'], 'the offset of each object'),
  syntaxCheck('file-hex', '6.1.6', ['hex'], 'an even number of digits'),
  syntaxCheck('file-digits', '6.1.6', ['digits'], 'hexadecimal digits'),
  syntaxCheck('file-length', '6.1.7.1', ['length'], 'the length of the stream'),
  syntaxCheck('file-stream', '6.1.7.1', ['stream'], 'a line end'),
  {
    id: 'file-external',
    clauses: 'ISO 19005-2, 6.1.7.1',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, stream, where }) => {
        if (!stream) return []
        const key = ['F', 'FFilter', 'FDecodeParms'].find((key) => lookUp(dict, key))
        return unless(!key, `${key} in the stream of ${where}`, 'data within the file')
      })
  },
  {
    id: 'file-filter',
    clauses: 'ISO 19005-2, 6.1.7.2, 6.2.8.3',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, stream, where }) => {
        const filter = stream && lookUp(dict, 'Filter')
        const names = filter instanceof PDFArray ? filter.asArray().map(nameOf) : [nameOf(filter)]
        const wrong = names.filter((name) => name !== undefined && !filters.has(name))
        return unless(wrong.length === 0, `filter ${wrong[0]} of ${where}`, 'FlateDecode')
      })
  },
  syntaxCheck('file-names', '6.1.8', ['utf8'], 'UTF-8'),
  syntaxCheck('file-spacing', '6.1.9', ['spacing'], 'one space, and line ends'),
  {
    id: 'file-permissions',
    clauses: 'ISO 19005-2, 6.1.12, 6.4.3',
    profiles: every,
    find: ({ catalog, entries }) => [
      ...unless(!lookUp(catalog, 'Perms'), 'permissions', 'none'),
      ...entries.flatMap(({ dict, where }) =>
        unless(nameAt(dict, 'Type') !== 'Sig', `signature in ${where}`, 'none')
      )
    ]
  },
  syntaxCheck('file-numbers', '6.1.13', ['number'], 'a number within the limits'),
  syntaxCheck('file-strings', '6.1.13', ['string'], 'at most 32767 bytes'),
  syntaxCheck('file-long-names', '6.1.13', ['name'], 'at most 127 bytes'),
  syntaxCheck('file-size', '6.1.13', ['size'], 'at most 8388607 objects')
]

// Without JPXDecode, which has rules of its own, and without what is never written.
const filters = new Set(['FlateDecode', 'DCTDecode', 'ASCIIHexDecode', 'ASCII85Decode'])

function syntaxCheck(
  id: string,
  clause: string,
  kinds: ReadonlyArray<SyntaxFault['kind']>,
  want: string
): Check {
  return {
    id,
    clauses: `ISO 19005-2, ${clause}`,
    profiles: every,
    find: ({ syntax }) =>
      syntax.slips.flatMap(({ kind, what }) => (kinds.includes(kind) ? [{ what, want }] : []))
  }
}
