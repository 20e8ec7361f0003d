import { parseArgs } from 'node:util'
import { type PublishOptions, type Target, targets } from '../index.ts'
import { type Format, formatOption, readFormat } from './format.ts'
import { WrongUse } from './wrong-use.ts'

/** The values of `--to`; the booklet derives from the press file and has an option of its own. */
export const namedTargets: ReadonlyArray<Target> = targets.filter((target) => target !== 'booklet')

/** The editions made without `--to`. */
export const defaultTargets: ReadonlyArray<Target> = ['pdf', 'epub', 'html']

/** Options for each source. */
export type BuildOptions = PublishOptions & Readonly<{ report: boolean; site: boolean }>

/** The arguments of `kanben build`. */
export type BuildRequest = Readonly<{
  paths: ReadonlyArray<string>
  options: BuildOptions
  out: string
  /** Whether everything is built again elsewhere and compared. */
  isChecked: boolean
  format: Format
  /** File to append a summary to. */
  summary?: string
}>

/**
 * Read the arguments of `kanben build`.
 *
 * @throws WrongUse, or an error of `parseArgs`, if they are invalid.
 */
export function readBuildRequest(args: ReadonlyArray<string>): BuildRequest {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      to: { type: 'string', multiple: true, default: [...defaultTargets] },
      impose: { type: 'string' },
      site: { type: 'boolean', default: false },
      'base-url': { type: 'string' },
      'attach-source': { type: 'boolean', default: false },
      template: { type: 'string', default: 'official' },
      out: { type: 'string', default: 'output' },
      strict: { type: 'boolean', default: false },
      report: { type: 'boolean', default: false },
      'check-reproducible': { type: 'boolean', default: false },
      summary: { type: 'string' },
      ...formatOption
    }
  })
  const { template, strict, out, site, summary, report } = values
  const attachSource = values['attach-source']
  if (out === '') throw new WrongUse('Unexpected empty `--out`, expected a folder')
  if (summary === '') throw new WrongUse('Unexpected empty `--summary`, expected a file')
  const wanted = [...new Set([...readTargets(values.to), ...readImposition(values.impose)])]
  if (attachSource && !wanted.includes('pdf')) {
    throw new WrongUse('Unexpected `--attach-source` without a PDF, expected `--to pdf`')
  }
  const baseUrl = readBaseUrl(values['base-url'], site || wanted.includes('html'))
  return {
    paths: positionals.length > 0 ? positionals : ['source'],
    options: {
      ...{ targets: wanted, site, template, strict, attachSource, report },
      ...(baseUrl ? { baseUrl } : {})
    },
    out,
    isChecked: values['check-reproducible'],
    format: readFormat(values.format),
    ...(summary === undefined ? {} : { summary })
  }
}

function readTargets(given: ReadonlyArray<string>): ReadonlyArray<Target> {
  return given
    .flatMap((list) => list.split(','))
    .map((name) => {
      const target = namedTargets.find((target) => target === name.trim())
      if (target) return target
      throw new WrongUse(`Unexpected target \`${name}\`, expected ${namedTargets.join(', ')}`)
    })
}

function readImposition(given: string | undefined): ReadonlyArray<Target> {
  if (given === undefined) return []
  if (given === 'booklet') return ['booklet']
  throw new WrongUse(`Unexpected \`--impose ${given}\`, expected booklet`)
}

/** @returns the URL of a folder: it ends in a slash and has no query or fragment. */
function readBaseUrl(given: string | undefined, hasWebEdition: boolean): string | undefined {
  if (given === undefined) return undefined
  const url = /^https?:\/\/[^?#@\\\s]+$/i.test(given) && URL.canParse(given) && new URL(given)
  if (!url) {
    const expected = 'an absolute URL of a folder, such as https://example.org/texts/'
    throw new WrongUse(`Unexpected \`--base-url ${given}\`, expected ${expected}`)
  }
  if (!hasWebEdition) {
    const expected = 'expected `--to html` or `--site`'
    throw new WrongUse(`Unexpected \`--base-url\` without a web edition, ${expected}`)
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}
