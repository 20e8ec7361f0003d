import * as v from 'valibot'
import {
  type Comparison,
  comparisonSchema,
  type DeepReadonly,
  digestOf,
  targets
} from '../index.ts'
import { pagesIn, type Written } from './build-table.ts'
import { jsonOf } from './json.ts'
import { jsonSchemaOf } from './json-schema.ts'
import type { CommandReport } from './reporter.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const position = v.pipe(v.number(), v.integer(), v.minValue(1))
const width = v.pipe(v.number(), v.description('em'))
const path = v.pipe(v.string(), v.description('As the command line gave it, or below what it gave'))

const place = v.pipe(
  v.strictObject({
    line: position,
    column: position,
    endLine: v.exactOptional(position),
    endColumn: v.exactOptional(position)
  }),
  v.description('Counted from 1, columns in UTF-16 code units; the end is the first place behind')
)

const message = v.strictObject({
  rule: v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z0-9]+)*$/)),
  severity: v.pipe(
    v.picklist(['error', 'warning', 'remark']),
    v.description('An error withholds what it is about; --strict makes errors of warnings')
  ),
  reason: v.pipe(v.string(), v.description('What is wrong: “Unexpected X, expected Y”')),
  remedy: v.exactOptional(v.pipe(v.string(), v.description('How to mend it'))),
  place: v.exactOptional(place)
})

const file = v.strictObject({
  path,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  size: v.pipe(count, v.description('Bytes')),
  reproduced: v.exactOptional(
    v.pipe(v.boolean(), v.description('Whether --check-reproducible made the same bytes again'))
  )
})

const statistics = v.strictObject({
  pages: count,
  lines: v.pipe(count, v.description('Of the text and of notes')),
  gridLines: v.pipe(count, v.description('Of these, lines that belong on the grid')),
  onGrid: v.pipe(count, v.description('Of these, lines within 0.1 mm of it')),
  gap: v.pipe(
    v.strictObject({ mean: width, most: width, worst: width }),
    v.description('Added between characters of full lines; 95 of 100 lines stay below `most`')
  ),
  breaches: v.pipe(
    v.record(v.string(), count),
    v.description('How often rules of the trade were broken')
  )
})

const edition = v.strictObject({
  target: v.picklist(targets),
  ...file.entries,
  pages: v.exactOptional(v.pipe(count, v.description('Printed, or those whose numbers it shares'))),
  characters: v.exactOptional(
    v.pipe(count, v.description('Of the text, all of them proved to be those of the source'))
  ),
  checks: v.exactOptional(v.pipe(count, v.description('How many the file was held against'))),
  statistics: v.exactOptional(statistics)
})

const schema = v.pipe(
  v.strictObject({
    format: v.literal('kanben-messages'),
    version: v.literal(1),
    command: v.string(),
    exitCode: v.pipe(
      v.picklist([0, 1, 2]),
      v.description('0 fine, 1 problems, 2 wrong use of the command line')
    ),
    error: v.exactOptional(
      v.pipe(v.string(), v.description('What is wrong with the command line'))
    ),
    files: v.pipe(
      v.array(v.strictObject({ path, messages: v.array(message) })),
      v.description('What was read, written or tried and has messages')
    ),
    editions: v.exactOptional(v.pipe(v.array(edition), v.description('Those made by a build'))),
    lists: v.exactOptional(
      v.pipe(v.array(file), v.description('Page maps, and the list of a site'))
    ),
    markdown: v.exactOptional(
      v.pipe(
        v.strictObject({ path, isChanged: v.boolean() }),
        v.description('The source made by a cleaning')
      )
    ),
    comparisons: v.exactOptional(
      v.pipe(v.array(comparisonSchema), v.description('How documents differ, one each'))
    )
  }),
  v.title('kanben-messages'),
  v.description('What a command of kanben has to tell, printed by --format json')
)

type Document = DeepReadonly<v.InferOutput<typeof schema>>

/** The files a command made. */
export type Outcome = Readonly<{
  editions?: ReadonlyArray<Written>
  lists?: ReadonlyArray<Readonly<{ path: string; bytes: Uint8Array }>>
  /** Paths of those reproduced byte for byte; undefined if not tried. */
  same?: ReadonlySet<string>
  /** The Markdown written, and whether it differs from the previous file. */
  markdown?: Readonly<{ path: string; isChanged: boolean }>
  comparisons?: ReadonlyArray<Comparison>
}>

/** Give the JSON Schema (2020-12) of the output of `writeMessages`. */
export function messagesSchema(): object {
  return jsonSchemaOf(schema)
}

/** Write all messages and results of a command as one JSON document. */
export function writeMessages(told: CommandReport, outcome: Outcome = {}): string {
  const { editions, lists, same, markdown, comparisons } = outcome
  const document: Document = {
    ...opening(told),
    ...(editions ? { editions: editions.map((one) => editionOf(one, same)) } : {}),
    ...(lists ? { lists: lists.map((one) => fileOf(one, same)) } : {}),
    ...(markdown ? { markdown } : {}),
    ...(comparisons ? { comparisons } : {})
  }
  return jsonOf(document)
}

/** Write an error in the command line as such a document. */
export function writeError(command: string, error: string): string {
  const document: Document = { ...opening({ command, exitCode: 2, files: [] }), error }
  return jsonOf(document)
}

function opening({ command, exitCode, files }: CommandReport): Document {
  return {
    format: 'kanben-messages',
    version: 1,
    command,
    exitCode,
    files: files.map(({ path, messages }) => ({ path, messages }))
  }
}

function editionOf(
  { edition, path }: Written,
  same: Outcome['same']
): NonNullable<Document['editions']>[number] {
  const { target, bytes, characters, checks, statistics } = edition
  const pages = pagesIn(edition)
  return {
    target,
    ...fileOf({ path, bytes }, same),
    ...(pages === undefined ? {} : { pages }),
    ...(characters === undefined ? {} : { characters }),
    ...(checks === undefined ? {} : { checks }),
    ...(statistics ? { statistics } : {})
  }
}

function fileOf(
  { path, bytes }: Readonly<{ path: string; bytes: Uint8Array }>,
  same: Outcome['same']
): NonNullable<Document['lists']>[number] {
  const own = { path, sha256: digestOf(bytes), size: bytes.length }
  return { ...own, ...(same ? { reproduced: same.has(path) } : {}) }
}
