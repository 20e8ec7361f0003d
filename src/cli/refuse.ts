import { inspect } from 'node:util'
import { errorOf } from './annotations.ts'
import { guessFormat } from './format.ts'
import { writeError } from './messages-json.ts'
import { escapeCommands, printable } from './printable.ts'

/**
 * Report an error in the command line: on stderr for people in every format, and on stdout as an
 * annotation or a JSON document.
 *
 * @param said the text for people, in whole lines.
 * @returns the exit code.
 */
export function refuse(
  command: string,
  args: ReadonlyArray<string>,
  reason: string,
  said: string
): number {
  const format = guessFormat(args)
  const { stdout, stderr } = process
  stderr.write(escapeCommands(printable(said), format))
  if (format === 'json') stdout.write(writeError(command, reason))
  if (format === 'github') stdout.write(errorOf(reason))
  return 2
}

/**
 * Report a bug and end the program as Node does, with the stack of the error, which may quote a
 * source. Does not wait for work in progress, such as a browser.
 */
export function endByBug(args: ReadonlyArray<string>, error: unknown): never {
  process.stderr.write(escapeCommands(`${printable(inspect(error))}\n`, guessFormat(args)))
  process.exit(1)
}
