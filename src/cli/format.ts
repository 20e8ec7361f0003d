import { WrongUse } from './wrong-use.ts'

/** How a command speaks: to people, to programs, or to GitHub Actions, where both read along. */
export type Format = 'text' | 'json' | 'github'

const formats: ReadonlyArray<Format> = ['text', 'json', 'github']

/** The option, as `parseArgs` takes it: `options: { ...formatOption, … }`. */
export const formatOption: Readonly<{ format: Readonly<{ type: 'string' }> }> = {
  format: { type: 'string' }
}

/** What the help of a command says of it, a line that goes among its options. */
export const formatHelp: string = `  --format FORMAT       how problems are told: text, json (one document on stdout) or github
                        (annotations as well; the default in GitHub Actions)
`

/**
 * Read what the option was given; without it, GitHub Actions get `github`, everybody else `text`.
 *
 * @throws WrongUse if there is no such format.
 */
export function readFormat(given: string | undefined): Format {
  if (given === undefined) return isInActions() ? 'github' : 'text'
  const format = formats.find((format) => format === given)
  if (format) return format
  throw new WrongUse(`Unexpected \`--format ${given}\`, expected ${formats.join(', ')}`)
}

/** Guess the format out of arguments that are wrong use, which a program wants told in its own way. */
export function guessFormat(args: ReadonlyArray<string>): Format {
  const given = args.flatMap((arg, index) => {
    if (arg === '--format') return args[index + 1] ?? []
    return arg.startsWith('--format=') ? arg.slice('--format='.length) : []
  })
  return formats.find((format) => format === given.at(-1)) ?? readFormat(undefined)
}

/** Tell whether what is printed is read by the runner of GitHub Actions, which obeys some of it. */
export function isInActions(): boolean {
  return process.env.GITHUB_ACTIONS === 'true'
}
