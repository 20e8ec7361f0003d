import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { codeFrame } from './code-frame.ts'
import { countOf, type Group, groupsOf } from './groups.ts'
import type { FileMessages, Message } from './messages.ts'
import { printable } from './printable.ts'

/** Capabilities of the output stream. */
export type Screen = Readonly<{
  /** Width of the terminal, in columns; without one, sentences are not wrapped. */
  columns?: number
  isColoured: boolean
}>

/** A stream that may be a terminal. */
type Stream = Readonly<{ isTTY?: boolean; columns?: number; hasColors?: () => boolean }>

/** Maximum number of places shown for one rule in one file. */
const shown = 10

/** The width used where there is no terminal, such as in a log. */
const usual = 100

const colours = { error: 'red', warning: 'yellow', remark: 'cyan' } as const

/** Find out what a stream can show, heeding `NO_COLOR` (https://no-color.org). */
export function screenOf(stream: Stream, { NO_COLOR: refused }: NodeJS.ProcessEnv): Screen {
  if (!stream.isTTY) return { isColoured: false }
  // A terminal of unknown width reports 0.
  const columns = stream.columns || usual
  return { columns, isColoured: !refused && stream.hasColors?.() === true }
}

/**
 * Format the messages of files for people: file by file, each rule once, with its fix and the lines
 * where it was broken. Errors come first.
 */
export function formatMessages(files: ReadonlyArray<FileMessages>, screen: Screen): string {
  return files.map((file) => `${fileOf(file, screen)}\n`).join('')
}

function fileOf({ path, messages, text }: FileMessages, screen: Screen): string {
  const lines = text?.split(/\r\n|\r|\n/)
  const groups = groupsOf(messages).map((group) => groupOf(group, lines, screen))
  const head = `${stylerFor(screen)('underline', printable(path))}\n`
  const count = messages.length > 1 ? [`  ${countOf(messages)}\n`] : []
  return head + [...groups, ...count].join('\n')
}

function groupOf(group: Group, lines: ReadonlyArray<string> | undefined, screen: Screen): string {
  const style = stylerFor(screen)
  const [{ rule, severity, remedy }] = group
  const times = group.length === 1 ? '' : `  ${group.length} times`
  const head = `  ${style(colours[severity], severity)}  ${style('bold', rule)}${times}\n`
  const mend = remedy === undefined ? '' : broken(remedy, 4, screen)
  const places = group.slice(0, shown).map((message) => placeOf(message, lines, screen))
  const more = group.length - shown
  const rest = more > 0 ? `    and ${more} more; \`--format json\` tells them all\n` : ''
  return `${head}${mend}${places.join('')}${rest}`
}

function placeOf(
  { place, reason }: Message,
  lines: ReadonlyArray<string> | undefined,
  screen: Screen
): string {
  if (!place) return broken(`– ${reason}`, 4, screen)
  const { line, column, endLine = line, endColumn } = place
  const end = endLine > line ? ` to ${endLine}:${endColumn}` : ''
  const told = broken(`${line}:${column}${end}  ${reason}`, 4, screen)
  const room = (screen.columns ?? usual) - 6
  const framed = lines && codeFrame(lines, place, room, screen.isColoured)
  return framed === undefined ? told : `${told}${indented(framed, 6)}`
}

/** Wrap a sentence between words, with a hanging indent. */
function broken(text: string, indent: number, { columns = Infinity }: Screen): string {
  const hanging = indent + 2
  const lines: Array<string> = []
  for (const line of printable(text).split('\n')) {
    let row = ''
    for (const word of line.split(' ')) {
      const longer = row === '' ? word : `${row} ${word}`
      const fits = stringWidth(longer) <= columns - hanging
      if (!fits && row !== '') lines.push(row)
      row = fits || row === '' ? longer : word
    }
    lines.push(row)
  }
  const [first = '', ...others] = lines
  return indented(first, indent) + others.map((line) => indented(line, hanging)).join('')
}

function indented(text: string, indent: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(indent)).concat('\n')
}

type Styles = Parameters<typeof styleText>[0]

function stylerFor({ isColoured }: Screen): (style: Styles, text: string) => string {
  return (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text)
}
