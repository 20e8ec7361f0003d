import { parseArgs } from 'node:util'
import { comparisonSchema, frontMatterSchema, settingsSchema } from '../index.ts'
import { jsonSchemaOf, partialSchema } from './json-schema.ts'
import { messagesSchema } from './messages-json.ts'
import { pageMapSchema } from './page-map/schema.ts'
import { WrongUse } from './wrong-use.ts'

/** What has a schema: JSON that kanben writes, and YAML that it reads. */
const schemas: Readonly<Record<string, () => object>> = {
  corrections: () => jsonSchemaOf(comparisonSchema),
  messages: messagesSchema,
  pages: () => jsonSchemaOf(pageMapSchema),
  'front-matter': () => jsonSchemaOf(frontMatterSchema),
  // A file gives some settings and takes the others from the template it extends.
  settings: () => partialSchema(jsonSchemaOf(settingsSchema))
}

const names: string = Object.keys(schemas).join(', ')

/** Output of `kanben schema --help`. */
export const help: string = `Usage: kanben schema NAME

Print a JSON Schema (2020-12): ${names}.
The first three are of JSON that kanben writes. What has the format and the version a schema names
fits it; where a member is changed or goes, the version is another one. The others are for editors: of
the YAML above a source, and of settings.yaml of a template.

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
