import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import { type Files, find, inBytes, type Mutant, pack, type Row, repack } from './plant.ts'

const opf = 'EPUB/package.opf'
const css = 'EPUB/style.css'
const s1 = 'EPUB/text/s1.xhtml'
const s2 = 'EPUB/text/s2.xhtml'
const _s2 = 'EPUB/text/s2.xhtml'
const _notes = 'EPUB/text/notes.xhtml'
const _cover = 'EPUB/text/cover.xhtml'

/** Faults of the zip file. */
export const zipFaults: ReadonlyArray<Row> = [
  ['zip: mimetype behind another file', repack(moveLast('mimetype'))],
  ['zip: mimetype compressed', zipped({ mimetype: { level: 9 } })],
  [
    'zip: mimetype with a line end',
    repack((files) => set(files, 'mimetype', 'application/epub+zip\n'))
  ],
  [
    'zip: mimetype of another format',
    repack((files) => set(files, 'mimetype', 'application/epub-zip'))
  ],
  [
    'zip: mimetype with an extra field',
    zipped({ mimetype: { level: 0, extra: { 28789: strToU8('abcde') } } })
  ],
  ['zip: no mimetype', repack((files) => drop(files, 'mimetype'))],
  ['zip: a file of today', zipped({ [css]: { level: 9, mtime: new Date(2024, 1, 2) } })],
  [
    'zip: a file with an extra field',
    zipped({ [css]: { level: 9, extra: { 21589: strToU8('abcde') } } })
  ],
  ['zip: a file with a comment', zipped({ [css]: { level: 9, comment: 'kanben' } })],
  ['zip: a folder', repack((files) => set(files, 'EPUB/fonts/', ''))],
  [
    'zip: a file beside those of the manifest',
    repack((files) => set(files, 'EPUB/notes.txt', '草稿'))
  ],
  [
    'zip: an image nobody lists',
    repack((files) => Object.assign(files, { 'EPUB/images/x.png': files['EPUB/images/cover.png'] }))
  ],
  ['zip: a file of the system', repack((files) => set(files, 'EPUB/.DS_Store', 'x'))],
  [
    'zip: another file in META-INF',
    repack((files) => set(files, 'META-INF/com.example.xml', '<a/>'))
  ],
  ['zip: a name with a space', renamed(s1, 'EPUB/text/s 1.xhtml')],
  [
    'zip: a name that differs by case alone',
    repack((files) => Object.assign(files, { 'EPUB/STYLE.css': files[css] }))
  ],
  [
    'zip: a file twice',
    inBytes((bytes) => rename(bytes, 'EPUB/text/s2.xhtml', 'EPUB/text/s1.xhtml'))
  ],
  [
    'zip: another name in the directory',
    inBytes((bytes) => bytes.set(strToU8('EPUB/text/s9.xhtml'), centralOf(bytes, s2) + 46))
  ],
  ['zip: wrong CRC', inBytes((bytes, view) => view.setUint32(localOf(bytes, css) + 14, 7, true))],
  [
    'zip: wrong CRC in both headers',
    inBytes((bytes, view) => {
      view.setUint32(localOf(bytes, css) + 14, 7, true)
      view.setUint32(centralOf(bytes, css) + 16, 7, true)
    })
  ],
  [
    'zip: a flag of encryption',
    inBytes((bytes, view) => {
      view.setUint16(localOf(bytes, css) + 6, 1, true)
      view.setUint16(centralOf(bytes, css) + 8, 1, true)
    })
  ],
  [
    'zip: a flag of a data descriptor',
    inBytes((bytes, view) => {
      view.setUint16(localOf(bytes, css) + 6, 8, true)
      view.setUint16(centralOf(bytes, css) + 8, 8, true)
    })
  ],
  ['zip: bytes before it', (good) => Buffer.concat([Buffer.from('MZ'), good])],
  ['zip: bytes behind it', (good) => Buffer.concat([good, Buffer.from('<html>')])],
  ['zip: cut short', (good) => good.slice(0, -30)],
  ['zip: no container', repack((files) => drop(files, 'META-INF/container.xml'))]
]

function set(files: Files, path: string, content: string | Uint8Array): void {
  files[path] = typeof content === 'string' ? strToU8(content) : content
}

function drop(files: Files, path: string): void {
  if (!files[path]) throw new Error(`Unexpected EPUB without ${path}`)
  delete files[path]
}

function moveLast(path: string): (files: Files) => void {
  return (files) => {
    const bytes = files[path] ?? new Uint8Array()
    delete files[path]
    files[path] = bytes
  }
}

/** Rename a file wherever it is mentioned. */
function renamed(from: string, to: string): Mutant['plant'] {
  return (good) => {
    const files = Object.entries(unzipSync(good)).map(([name, bytes]) => {
      if (name !== opf) return [name === from ? to : name, bytes] as const
      const text = new TextDecoder().decode(bytes)
      return [name, strToU8(text.replace('text/s1.xhtml', 'text/s%201.xhtml'))] as const
    })
    return pack(Object.fromEntries(files))
  }
}

/** Pack some files differently from kanben. */
function zipped(options: Readonly<Record<string, object>>): Mutant['plant'] {
  return (good) => {
    const entries: Zippable = {}
    for (const [name, bytes] of Object.entries(unzipSync(good))) {
      const level = name === 'mimetype' || name.endsWith('.png') ? 0 : 9
      entries[name] = [bytes, { level, mtime: new Date(1980, 0, 1), ...options[name] }]
    }
    return zipSync(entries)
  }
}

/** Offsets of a file's local header and of its entry in the central directory. */
function localOf(bytes: Uint8Array, name: string): number {
  return find(bytes, name) - 30
}

function centralOf(bytes: Uint8Array, name: string): number {
  return Buffer.from(bytes).lastIndexOf(name) - 46
}

function rename(bytes: Uint8Array, from: string, to: string): void {
  for (const at of [find(bytes, from), Buffer.from(bytes).lastIndexOf(from)]) {
    bytes.set(strToU8(to), at)
  }
}
