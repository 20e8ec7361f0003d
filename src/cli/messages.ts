import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { isWithholding } from '../index.ts'

/** Severity: an `error` withholds what it is about; `--strict` shows warnings as errors. */
export type Severity = 'error' | 'warning' | 'remark'

/** Place in a text: lines and columns count from 1, columns in UTF-16 code units; the end is exclusive. */
export type Place = Readonly<{
  line: number
  column: number
  endLine?: number
  endColumn?: number
}>

/** A problem as reported. */
export type Message = Readonly<{
  rule: string
  severity: Severity
  /** The problem: “Unexpected X, expected Y”. */
  reason: string
  /** How to fix it. */
  remedy?: string
  place?: Place
}>

/** Messages of a file in the order of their places; those without one come first. */
export type FileMessages = Readonly<{
  path: string
  messages: ReadonlyArray<Message>
  /** The text the places are in, if known. */
  text?: string
}>

/**
 * Collect the messages of files that have any.
 *
 * Duplicates are merged, since editions of the same pages have the same problems. A message may
 * name another file than the one it is attached to, such as a template's settings.
 *
 * @param strict whether warnings withhold editions, and are shown as errors.
 */
export function messagesOf(
  files: ReadonlyArray<VFile>,
  strict = false
): ReadonlyArray<FileMessages> {
  return files.flatMap((file) => {
    const paths = [...new Set(file.messages.map((message) => pathOf(message, file)))]
    return paths.map((path) => {
      const text = textOf(path, file)
      const own = file.messages
        .filter((message) => pathOf(message, file) === path)
        .map((message) => messageOf(message, strict))
      const once = [...new Map(own.map((message) => [JSON.stringify(message), message])).values()]
      return { path, messages: once.sort(byPlace), ...(text === undefined ? {} : { text }) }
    })
  })
}

function pathOf(message: VFileMessage, file: VFile): string {
  return message.file ?? file.path ?? ''
}

function textOf(path: string, file: VFile): string | undefined {
  if (path === (file.path ?? '')) return file.value === undefined ? undefined : String(file)
  const place = resolve(file.cwd, path)
  try {
    // Reading a pipe would block.
    return statSync(place).isFile() ? readFileSync(place, 'utf8') : undefined
  } catch {
    return undefined
  }
}

function messageOf(message: VFileMessage, strict: boolean): Message {
  const { ruleId, fatal, reason, note, place } = message
  const lesser = fatal === false ? 'warning' : 'remark'
  return {
    rule: ruleId ?? 'unknown',
    severity: isWithholding(message, strict) ? 'error' : lesser,
    reason,
    ...(note ? { remedy: note } : {}),
    ...(place ? { place: placeOf(place) } : {})
  }
}

function placeOf(place: NonNullable<VFileMessage['place']>): Place {
  if (!('start' in place)) return { line: place.line, column: place.column }
  const { start, end } = place
  const { line, column } = start
  if (line === end.line && column === end.column) return { line, column }
  return { line, column, endLine: end.line, endColumn: end.column }
}

function byPlace(one: Message, other: Message): number {
  const [a, b] = [one.place, other.place]
  if (!a || !b) return Number(a !== undefined) - Number(b !== undefined)
  return a.line - b.line || a.column - b.column
}
