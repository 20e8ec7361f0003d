import { isAbsolute, relative, resolve, sep } from 'node:path'
import { severities } from './groups.ts'
import type { FileMessages, Message } from './messages.ts'
import { printable } from './printable.ts'

const commands = { error: 'error', warning: 'warning', remark: 'notice' } as const

/**
 * Write messages as workflow commands of GitHub Actions, one a line, which annotates the lines of a
 * pull request.
 *
 * GitHub shows ten of each kind per step: errors come first, then the order is that of files and
 * places.
 *
 * @param root the folder of the repository, to which paths are relative; a file outside it is named
 * in the message.
 */
export function annotationsOf(files: ReadonlyArray<FileMessages>, root: string): string {
  const lines = severities.flatMap((severity) => {
    return files.flatMap(({ path, messages }) => {
      const own = messages.filter((message) => message.severity === severity)
      return own.map((message) => annotationOf(path, message, root))
    })
  })
  return lines.join('')
}

/** Write an error that belongs to no file as an annotation. */
export function errorOf(reason: string): string {
  return command('error', {}, reason)
}

function annotationOf(
  path: string,
  { rule, severity, reason, remedy, place }: Message,
  root: string
): string {
  const file = pathIn(root, path)
  const where = file === undefined ? `${path}: ` : ''
  const properties = {
    ...(file === undefined ? {} : { file, ...propertiesOf(place) }),
    title: rule
  }
  const data = [`${where}${reason}`, ...(remedy === undefined ? [] : [remedy])].join('\n')
  return command(commands[severity], properties, data)
}

/** @returns undefined for a path outside the repository, which GitHub cannot show. */
function pathIn(root: string, path: string): string | undefined {
  const way = relative(root, resolve(path))
  const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)
  return isOutside ? undefined : way.split(sep).join('/')
}

/** The end column is that of the last character; GitHub ignores columns for several lines. */
function propertiesOf(place: Message['place']): Readonly<Record<string, number>> {
  if (!place) return {}
  const { line, column, endLine = line, endColumn = column } = place
  if (endLine > line) return { line, endLine }
  return { line, col: column, endColumn: Math.max(column, endColumn - 1) }
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  data: string
): string {
  const own = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`)
  return `::${[name, own.join(',')].join(' ').trim()}::${escaped(printable(data))}\n`
}

/** As the runner unescapes it: https://github.com/actions/runner, ActionCommand.cs. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
