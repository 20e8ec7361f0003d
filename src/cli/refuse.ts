import { inspect } from 'node:util'
import { errorOf } from './annotations.ts'
import { guessFormat } from './format.ts'
import { writeError } from './messages-json.ts'
import { escapeCommands, printable } from './printable.ts'

/**
 * Tell what is wrong with the command line: on stderr for people, whatever the format is, and on stdout
 * as a program expects it, an annotation or a document.
 *
 * @param said what people are told; whole lines.
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
 * Tell of a bug and end the program as Node does, by the stack of what was thrown, which may hold a
 * piece of a source. What was begun, such as a browser, is not waited for.
 */
export function endByBug(args: ReadonlyArray<string>, error: unknown): never {
  process.stderr.write(escapeCommands(`${printable(inspect(error))}\n`, guessFormat(args)))
  process.exit(1)
}
