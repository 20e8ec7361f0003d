import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { digestOf, type Meta, report } from '../book.ts'
import { decode } from './decode.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { readBeside, readRegularFile } from './regular-file.ts'

/** A source file: its text, the problems found so far, and its front matter. */
export type Source = Readonly<{
  file: VFile
  /** Missing if the front matter cannot be used; the file then holds a fatal message. */
  meta?: Meta
  /** Missing if the front matter names no received text, or if the file named has another digest. */
  received?: Received
}>

/** What a source was made from. */
type Received = Readonly<{
  text: VFile
  /** The decisions file it was cleaned with, if the front matter names one. */
  decisions?: VFile
  /** Where the front matter names it. */
  places: Readonly<Record<'title' | 'file' | 'decisions' | 'normalised', Place>>
}>

type Place = ReturnType<FrontMatter['placeOf']>

/**
 * Read a source file from disk.
 *
 * Never throws because of file contents: each problem is a message on the file. The value of the
 * file is its text with U+000A line ends; it has none if the file cannot be read as text.
 */
export async function readSource(path: string): Promise<Source> {
  const file = new VFile(path === '' ? {} : { path })
  const bytes = path === '' ? 'empty path' : await readRegularFile(path)
  if (typeof bytes === 'string') {
    report(file, 'source-unreadable', `Unexpected ${bytes}, expected a readable file`)
    return { file }
  }
  if (!decode(bytes, file)) return { file }
  const text = String(file)
  if (text.trim() === '') {
    const reason = 'Unexpected empty file, expected front matter and text'
    report(file, 'source-empty', reason, { line: 1, column: 1 })
    return { file }
  }
  const frontMatter = readFrontMatter(file)
  const head = text.slice(0, frontMatter.end)
  if (text.slice(frontMatter.end).trim() === '') {
    const reason = 'Unexpected end of file, expected text below the front matter'
    report(file, 'source-empty', reason, { line: head.split('\n').length, column: 1 })
  }
  const received = await readReceived(file, frontMatter)
  const { meta } = frontMatter
  return { file, ...(meta ? { meta } : {}), ...(received ? { received } : {}) }
}

/** Read the received text, if the front matter names one, and compare its digest. */
async function readReceived(
  file: VFile,
  { meta, placeOf }: FrontMatter
): Promise<Received | undefined> {
  if (!meta?.source) return undefined
  const { sha256, decisions } = meta.source
  const text = await readNamed(meta.source.file, file)
  const places = {
    title: placeOf(['title']),
    file: placeOf(['source', 'file']),
    decisions: placeOf(['source', 'decisions']),
    normalised: placeOf(['source', 'normalised'])
  }
  if (typeof text === 'string') {
    const reason = `Unexpected ${text} \`${meta.source.file}\`, expected the received text`
    report(file, 'source-digest', reason, places.file)
    return undefined
  }
  const digest = digestOf(text.value)
  if (digest !== sha256) {
    const reason = `Unexpected SHA-256 ${digest} of \`${meta.source.file}\`, expected ${sha256}`
    report(file, 'source-digest', reason, placeOf(['source', 'sha256']))
    return undefined
  }
  if (decisions === undefined) return { text, places }
  const decided = await readNamed(decisions, file)
  if (typeof decided !== 'string') return { text, decisions: decided, places }
  const reason = `Unexpected ${decided} \`${decisions}\`, expected the decisions it was cleaned by`
  report(file, 'source-decisions', reason, places.decisions)
  return undefined
}

/** @returns the file a source names by a relative path, or a short description of what is there instead. */
async function readNamed(path: string, { cwd, path: home }: VFile): Promise<VFile | string> {
  const value = await readBeside(resolve(cwd, home), path)
  return typeof value === 'string' ? value : new VFile({ path, value })
}
