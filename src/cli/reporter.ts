import type { VFile } from 'vfile'
import { annotationsOf } from './annotations.ts'
import type { Format } from './format.ts'
import { type FileMessages, messagesOf } from './messages.ts'
import { formatMessages, screenOf } from './messages-text.ts'
import { escapeCommands } from './printable.ts'

/** What a command has reported. */
export type CommandReport = Readonly<{
  command: string
  exitCode: 0 | 1 | 2
  files: ReadonlyArray<FileMessages>
}>

/** The output of a command in any format; commands write to stdout and stderr only through it. */
export type Reporter = Readonly<{
  /** Report the messages of files: at once on stderr, or at the end in a document. */
  tell: (files: ReadonlyArray<VFile>) => void
  /** Write something transient, such as progress, to stderr. */
  stderr: Readonly<{ isTTY: boolean; write: (text: string) => unknown }>
  /** Print a result for people on stdout, unless a document is printed there. */
  print: (text: string) => void
  /** Give what was reported so far; the exit code is 1 if a message is an error. */
  told: () => CommandReport
  /**
   * End the report: print the document, if one is wanted, or the annotations.
   *
   * @param write writes the document as JSON.
   * @returns the exit code.
   */
  end: (write: (told: CommandReport) => string) => number
}>

/**
 * Make the reporter of a command.
 *
 * `text` is for people: messages on stderr, results on stdout. `json` prints only one document on
 * stdout. `github` is `text`, since people read the log too and GitHub only shows ten annotations
 * of a kind, followed by annotations on stdout.
 *
 * @param strict whether warnings are errors.
 */
export function reporterFor(command: string, format: Format, strict = false): Reporter {
  const files: Array<FileMessages> = []
  const { stdout, stderr, env } = process
  const screen = screenOf(stderr, env)
  const say = (text: string) => stderr.write(escapeCommands(text, format))
  const told = (): CommandReport => {
    const messages = files.flatMap((file) => file.messages)
    const isSound = messages.every(({ severity }) => severity !== 'error')
    return { command, exitCode: isSound ? 0 : 1, files }
  }
  return {
    tell: (more) => {
      const found = messagesOf(more, strict)
      files.push(...found)
      if (format !== 'json' && found.length > 0) say(formatMessages(found, screen))
    },
    stderr: { isTTY: Boolean(stderr.isTTY), write: say },
    print: (text) => {
      if (format !== 'json') stdout.write(escapeCommands(text, format))
    },
    told,
    end: (write) => {
      if (format === 'json') stdout.write(write(told()))
      const root = env.GITHUB_WORKSPACE || process.cwd()
      if (format === 'github') stdout.write(annotationsOf(files, root))
      return told().exitCode
    }
  }
}
