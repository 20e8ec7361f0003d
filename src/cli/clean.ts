import { readFile, realpath } from 'node:fs/promises'
import { isAbsolute, join, parse, relative, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { VFile } from 'vfile'
import { clean, isWithholding, report } from '../index.ts'
import { formatHelp, formatOption, readFormat } from './format.ts'
import { type Outcome, writeMessages } from './messages-json.ts'
import { type Reporter, reporterFor } from './reporter.ts'
import { write } from './write.ts'
import { WrongUse } from './wrong-use.ts'

/** Output of `kanben clean --help`. */
export const help: string = `Usage: kanben clean FILE [options]

Make a Markdown source of a received text. What is certain is changed, what is doubtful is
reported for a person to decide. Afterwards the Markdown is corrected by hand. FILE and the decisions
lie below the folder the Markdown is written to, for example in source/received/: the Markdown names
them, and every build holds it against what is cleaned of them again.

Options
  --decisions FILE      decisions on doubtful places (YAML)
  --out FOLDER          where to write the Markdown (default: source)
  --force               overwrite a Markdown file that differs
  --strict              write nothing while a doubtful place is undecided
${formatHelp}\
  -h, --help            print this
`

/**
 * Run `kanben clean`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      decisions: { type: 'string' },
      out: { type: 'string', default: 'source' },
      force: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      ...formatOption
    }
  })
  const { strict } = values
  const reporter = reporterFor('clean', readFormat(values.format), strict)
  const [path, ...others] = positionals
  if (path === undefined || others.length > 0) {
    throw new WrongUse(`Unexpected ${positionals.length} files, expected one received text`)
  }

  const received = await readBytes(path)
  const decisions = values.decisions === undefined ? undefined : await readBytes(values.decisions)
  const inputs = decisions ? [received, decisions] : [received]
  if (inputs.some((file) => file.messages.length > 0)) return finish(reporter, inputs)

  const cleaned = clean(received, decisions, values.out).file
  const file = new VFile({ path: join(values.out, `${parse(path).name}.md`), value: cleaned.value })
  for (const message of cleaned.messages) message.file = file.path
  file.messages.push(...cleaned.messages)
  const files = [...inputs, file]
  if (areSound(files, false)) {
    await refuseOutside(path, 'received text', values.out)
    if (decisions) await refuseOutside(decisions.path, 'decisions file', values.out)
    refusePlace(path, file.path)
  }
  const isChanged = areSound(files, strict)
    ? await writeSource(file, values.force, reporter)
    : undefined
  const made = isChanged === undefined ? {} : { markdown: { path: file.path, isChanged } }
  return finish(reporter, files, made)
}

function finish(
  { tell, end }: Reporter,
  files: ReadonlyArray<VFile>,
  outcome: Outcome = {}
): number {
  tell(files)
  return end((told) => writeMessages(told, outcome))
}

async function readBytes(path: string): Promise<VFile> {
  const file = new VFile({ path })
  try {
    file.value = await readFile(path)
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    report(file, 'source-unreadable', `Unexpected failure (${error.message}), expected a text file`)
  }
  return file
}

/** A build only reads files inside the folder of the source, symbolic links resolved. */
async function refuseOutside(path: string, what: string, out: string): Promise<void> {
  const folder = await realpath(out).catch(() => resolve(out))
  if (isBelow(resolve(path), resolve(out)) && isBelow(await realpath(path), folder)) return
  const example = join(out, 'received', parse(path).base)
  const reason = `Unexpected ${what} ${path} outside ${out}`
  throw new WrongUse(`${reason}, expected it below the output folder, for example ${example}`)
}

function refusePlace(path: string, place: string): void {
  if (resolve(path) !== resolve(place)) return
  const reason = `Unexpected received text ${path} where the Markdown is to be written`
  throw new WrongUse(`${reason}, expected it in a folder of its own, for example received/`)
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function areSound(files: ReadonlyArray<VFile>, strict: boolean): boolean {
  return !files.some((file) => file.messages.some((message) => isWithholding(message, strict)))
}

/**
 * Write the Markdown, but only with `force` over a file with other content: people correct it by
 * hand.
 *
 * @returns whether the text differs from the file's; undefined, with a message, if it was not
 * written.
 */
async function writeSource(
  file: VFile,
  force: boolean,
  { print }: Reporter
): Promise<boolean | undefined> {
  const { path } = file
  const text = String(file)
  const present = await readPresent(path)
  if (present === text) {
    print(`${path}  unchanged\n`)
    return false
  }
  if (present !== undefined && !force) {
    report(file, 'output-exists', 'Unexpected file with other content, expected none or this text')
    return undefined
  }
  if (!(await write(path, text, file))) return undefined
  print(`${path}\n`)
  return true
}

/** @returns undefined if there is no such file; a value equal to no text if it is unreadable. */
async function readPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return absent ? undefined : ''
  }
}
