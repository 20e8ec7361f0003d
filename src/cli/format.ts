import { WrongUse } from './wrong-use.ts'

/** Output format of a command: for people, for programs, or for GitHub Actions, which both read. */
export type Format = 'text' | 'json' | 'github'

const formats: ReadonlyArray<Format> = ['text', 'json', 'github']

/** The option, for `parseArgs`: `options: { ...formatOption, … }`. */
export const formatOption: Readonly<{ format: Readonly<{ type: 'string' }> }> = {
  format: { type: 'string' }
}

/** Its line in the help of a command. */
export const formatHelp: string = `  --format FORMAT       how problems are told: text, json (one document on stdout) or github
                        (annotations as well; the default in GitHub Actions)
`

/**
 * Read the option; its default is `github` in GitHub Actions, otherwise `text`.
 *
 * @throws WrongUse if there is no such format.
 */
export function readFormat(given: string | undefined): Format {
  if (given === undefined) return isInActions() ? 'github' : 'text'
  const format = formats.find((format) => format === given)
  if (format) return format
  throw new WrongUse(`Unexpected \`--format ${given}\`, expected ${formats.join(', ')}`)
}

/** Guess the format from invalid arguments, so that programs can read the error as well. */
export function guessFormat(args: ReadonlyArray<string>): Format {
  const given = args.flatMap((arg, index) => {
    if (arg === '--format') return args[index + 1] ?? []
    return arg.startsWith('--format=') ? arg.slice('--format='.length) : []
  })
  return formats.find((format) => format === given.at(-1)) ?? readFormat(undefined)
}

/** Tell whether the runner of GitHub Actions reads the output, which executes commands in it. */
export function isInActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true'
}
