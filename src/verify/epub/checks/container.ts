import { crc32 } from 'node:zlib'
import { type Check, type Fault, unless } from '../../markup/fault.ts'
import type { Entry, Header } from '../../read/epub/zip.ts'
import { named } from '../../read/markup.ts'
import type { Publication } from '../publication.ts'
import { recordsOf } from './package.ts'

/** 1980-01-01, 0:00, as zip files write dates (MS-DOS): no clock decides the bytes. */
const day = 0x21

/** The container: a zip file of the entries it lists, and of nothing else (EPUB 3.3, 4.2 and 4.3). */
export const containerChecks: ReadonlyArray<Check<Publication>> = [
  {
    id: 'zip-mimetype',
    clauses: 'EPUB 3.3, 4.3.3',
    find: ({ bytes, zip: { entries } }) => {
      const first = entries.find(({ from }) => from === 0)
      const said = Buffer.from(bytes.subarray(30, 58)).toString('latin1')
      return [
        ...unless(first?.name === 'mimetype', `first entry ${first?.name}`, 'mimetype'),
        ...unless(first?.local.method === 0, 'compression of mimetype', 'it stored'),
        ...unless(first?.local.extra === 0, 'extra field of mimetype', 'none'),
        ...unless(
          said === 'mimetypeapplication/epub+zip' && first?.local.size === 20,
          `mimetype ${said.slice(8)}`,
          'application/epub+zip'
        )
      ]
    }
  },
  {
    id: 'zip-names',
    clauses: 'EPUB 3.3, 4.2.3, 4.3.2; APPNOTE 4.4.4',
    find: ({ zip: { entries } }) => {
      const names = entries.map(({ name }) => name.normalize('NFC').toLowerCase())
      return entries.flatMap(({ name, central }, index) => [
        ...unless(names.indexOf(names[index] ?? '') === index, `second entry ${name}`, 'one'),
        ...unless(!name.endsWith('/'), `entry of a folder ${name}`, 'files'),
        ...unless(isPath(name), `name ${JSON.stringify(name)}`, 'a path in the container'),
        ...unless(
          /^[!-~]+$/.test(name) || (central.flags & 0x800) !== 0,
          `name ${name} without UTF-8`,
          'UTF-8'
        )
      ])
    }
  },
  {
    id: 'zip-headers',
    clauses: 'EPUB 3.3, 4.3.2; APPNOTE 4.3, 4.4; kanben',
    find: ({ zip: { entries } }) => entries.flatMap((entry) => headerFaults(entry))
  },
  {
    id: 'zip-data',
    clauses: 'APPNOTE 4.4.7; kanben',
    find: ({ zip: { entries }, files }) =>
      entries.flatMap(({ name, central }) => {
        const data = files[name] ?? new Uint8Array()
        const isWhole = data.length === central.size && crc32(data) === central.crc
        return unless(isWhole, `data of ${name} that are not what its header says`, 'them')
      })
  },
  {
    id: 'zip-layout',
    clauses: 'APPNOTE 4.3.1, 4.3.6; kanben',
    find: ({ bytes, zip: { entries, directory, end } }) => {
      let at = 0
      const gaps = entries.flatMap(({ name, from, to }) => {
        const fault = unless(from === at, `${from - at} bytes before entry ${name}`, 'none')
        at = to
        return fault
      })
      return [
        ...gaps,
        ...unless(directory.from === at, 'bytes before the directory', 'none'),
        ...unless(directory.to === end.from, 'bytes behind the directory', 'none'),
        ...unless(end.comment === 0, 'comment of the zip file', 'none'),
        ...unless(end.to === bytes.length, 'bytes behind the end', 'none')
      ]
    }
  },
  {
    id: 'container-root',
    clauses: 'EPUB 3.3, 4.2.6.3.1',
    find: (publication) => {
      const { documents, zip } = publication
      const known = ['META-INF/container.xml', ...recordsOf(publication)]
      const tags = documents.get('META-INF/container.xml')?.tags ?? []
      const roots = named(tags, 'rootfile')
      const type = roots[0]?.attributes['media-type']
      const others = zip.entries.filter(
        ({ name }) => name.startsWith('META-INF/') && !known.includes(name)
      )
      return [
        ...unless(roots.length === 1, `${roots.length} root files`, 'one'),
        ...unless(
          type === 'application/oebps-package+xml',
          `root file of type ${type}`,
          'a package'
        ),
        ...unless(tags[0]?.attributes.version === '1.0', 'version of the container', '1.0'),
        ...unless(named(tags, 'link').length === 0, 'link in the container', 'none'),
        ...unless(
          others.length === 0,
          `${others[0]?.name}`,
          'nothing but container.xml and the record'
        )
      ]
    }
  }
]

function headerFaults({ name, central, local, comment }: Entry): ReadonlyArray<Fault> {
  const fields: ReadonlyArray<keyof Header> = [
    ...(['name', 'flags', 'method', 'time', 'date', 'crc', 'packed', 'size'] as const)
  ]
  const differing = fields.find((field) => central[field] !== local[field])
  return [
    ...unless(differing === undefined, `two values of ${differing} of ${name}`, 'one'),
    ...unless((central.flags & ~0x806) === 0, `flags ${central.flags} of ${name}`, '0'),
    ...unless(
      central.method === 0 || central.method === 8,
      `method ${central.method} of ${name}`,
      'deflate'
    ),
    ...unless(central.date === day && central.time === 0, `date of ${name}`, '1980-01-01, 0:00'),
    ...unless(
      central.extra + local.extra + comment === 0,
      `extra field or comment of ${name}`,
      'none'
    )
  ]
}

/** What is allowed by EPUB, and understood by any file system and server. */
function isPath(name: string): boolean {
  const parts = name.split('/')
  return parts.every((part) => /^[\w.-]+$/.test(part) && !/^\.|\.$/.test(part))
}
