import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate'

/** An edition with a single fault: its description, and how it is made from a good one. */
export type Mutant = Readonly<{
  name: string
  /** The document to plant it in. */
  base: 'declaration' | 'rich'
  plant: (good: Uint8Array) => Uint8Array
}>

/** A listed mutant; without a base, it is planted in the declaration. */
export type Row = readonly [name: string, plant: Mutant['plant'], base?: Mutant['base']]

/** Make a mutant from its row. */
export function mutantOf([name, plant, base = 'declaration']: Row): Mutant {
  return { name, plant, base: base }
}

/** The files of an EPUB in the order in which they are packed. */
export type Files = Record<string, Uint8Array>

/** Formats already compressed. */
const compressed = /^mimetype$|\.(?:png|jpe?g|gif|webp)$/

/** Pack files as kanben does, so that a mutant has only its own fault. */
export function pack(files: Files): Uint8Array {
  const mtime = new Date(1980, 0, 1)
  const entries: Zippable = {}
  for (const [name, bytes] of Object.entries(files)) {
    entries[name] = [bytes, { level: compressed.test(name) ? 0 : 9, mtime }]
  }
  return zipSync(entries)
}

/** Change the files of an EPUB. */
export function repack(change: (files: Files) => void): Mutant['plant'] {
  return (good) => {
    const files = unzipSync(good)
    change(files)
    return pack(files)
  }
}

/** Replace a text in a file of an EPUB. */
export function inFile(path: string, from: string | RegExp, to: string): Mutant['plant'] {
  return repack((files) => {
    files[path] = strToU8(replace(strFromU8(files[path] ?? new Uint8Array()), from, to))
  })
}

/** Replace a text in a web page. */
export function inPage(from: string | RegExp, to: string): Mutant['plant'] {
  return (good) => strToU8(replace(strFromU8(good), from, to))
}

/** Replace a text that must be there. */
function replace(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`Unexpected file without ${from}`)
  return changed
}

/** Change some bytes of a copy. */
export function inBytes(change: (bytes: Uint8Array, view: DataView) => void): Mutant['plant'] {
  return (good) => {
    const bytes = good.slice()
    change(bytes, new DataView(bytes.buffer))
    return bytes
  }
}

/** Find a text in bytes, after a given offset if any. */
export function find(bytes: Uint8Array, text: string, from = 0): number {
  const at = Buffer.from(bytes).indexOf(text, from, 'latin1')
  if (at < 0) throw new Error(`Unexpected bytes without ${text}`)
  return at
}
