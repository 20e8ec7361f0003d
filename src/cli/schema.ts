import { parseArgs } from 'node:util'
import { comparisonSchema } from '../index.ts'
import { jsonSchemaOf } from './json-schema.ts'
import { messagesSchema } from './messages-json.ts'
import { pageMapSchema } from './page-map/schema.ts'
import { WrongUse } from './wrong-use.ts'

/** The JSON files kanben writes, and their schemas. */
const schemas: Readonly<Record<string, () => object>> = {
  corrections: () => jsonSchemaOf(comparisonSchema),
  messages: messagesSchema,
  pages: () => jsonSchemaOf(pageMapSchema)
}

const names: string = Object.keys(schemas).join(', ')

/** Output of `kanben schema --help`. */
export const help: string = `Usage: kanben schema NAME

Print the JSON Schema (2020-12) of JSON that kanben writes: ${names}.
What has the format and the version a schema names fits it; where a member is changed or goes, the
version is another one.

Options
  -h, --help  print this
`

/**
 * Run `kanben schema`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
  const [name, ...others] = positionals
  const given = positionals.join(' ')
  const schema = name !== undefined && Object.hasOwn(schemas, name) ? schemas[name] : undefined
  if (!schema || others.length > 0) {
    const found = name === undefined ? 'lack of a name' : `schema \`${given}\``
    throw new WrongUse(`Unexpected ${found}, expected ${names}`)
  }
  process.stdout.write(`${JSON.stringify(schema(), undefined, 2)}\n`)
  return 0
}
