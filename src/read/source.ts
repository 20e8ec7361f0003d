import { resolve } from 'node:path'
import { VFile } from 'vfile'
import { digestOf, type Meta, report } from '../book.ts'
import { decode } from './decode.ts'
import { type FrontMatter, readFrontMatter } from './front-matter.ts'
import { readBeside, readRegularFile } from './regular-file.ts'

/** A source file: its text with the problems found so far, and what its front matter says. */
export type Source = Readonly<{
  file: VFile
  /** Missing if the front matter cannot be used; the file then holds a fatal message. */
  meta?: Meta
}>

/**
 * Read a source file from disk.
 *
 * Never throws for what is on the disk: each problem is a message on the file. The value of the
 * file is its text with U+000A as line end; it has none if the file is not to be read as text.
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
  await checkReceived(file, frontMatter)
  return frontMatter.meta ? { file, meta: frontMatter.meta } : { file }
}

/** Hold the received text, if the front matter names it, against its digest. */
async function checkReceived(file: VFile, { meta, placeOf }: FrontMatter): Promise<void> {
  if (!meta?.source) return
  const { file: path, sha256 } = meta.source
  const bytes = await readBeside(resolve(file.cwd, file.path), path)
  if (typeof bytes === 'string') {
    const reason = `Unexpected ${bytes} \`${path}\`, expected the received text`
    report(file, 'source-digest', reason, placeOf(['source', 'file']))
    return
  }
  const digest = digestOf(bytes)
  if (digest === sha256) return
  const reason = `Unexpected SHA-256 ${digest} of \`${path}\`, expected ${sha256}`
  report(file, 'source-digest', reason, placeOf(['source', 'sha256']))
}
