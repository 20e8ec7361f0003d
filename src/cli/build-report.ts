import { readFile } from 'node:fs/promises'
import { basename, parse, relative } from 'node:path'
import {
  type AccountEntry,
  drawPages,
  type Edition,
  type Publication,
  pagesToShow,
  pictureWidth,
  type ReportInput,
  readReportStyles,
  type SharedBrowser,
  writeReport
} from '../index.ts'
import { pathOf, reportPath } from './output-paths.ts'
import type { Made } from './reproduce.ts'
import { write } from './write.ts'

/** The editions built from a source, and where they are. */
type ReportedBuild = Readonly<{
  source: string
  out: string
  strict: boolean
  publication: Publication
  /** Editions that were written. */
  written: ReadonlyArray<Edition>
  lists: ReadonlyArray<Made>
  /** Draws its pages. */
  browser?: SharedBrowser
}>

/**
 * Write the report on a build, even if editions failed.
 *
 * @returns the file, if it was written.
 */
export async function buildReport(built: ReportedBuild): Promise<Made | undefined> {
  const { source, out, publication, browser } = built
  const { file } = publication
  const input = await inputOf(built)
  const shown = pagesToShow(input)
  const options = { width: pictureWidth, ...(browser ? { browser } : {}) }
  const pictures = shown ? drawPages(shown.bytes, shown.pages, options, file) : nothing()
  const path = reportPath(source, out)
  if (!(await write(path, writeReport(input, pictures), file))) return undefined
  return { target: 'list', path, bytes: await readFile(path) }
}

async function inputOf({
  source,
  strict,
  publication,
  written,
  lists
}: ReportedBuild): Promise<ReportInput> {
  const { file, editions, withheld, book, template, digest, account } = publication
  const isWritten = (edition: Edition) => written.includes(edition)
  return {
    name: file.basename ?? basename(source),
    // A copy: a message that pictures are missing may be added later; the report itself says so.
    messages: [...file.messages],
    ...(book ? { book } : {}),
    ...(template ? { template } : {}),
    ...(digest === undefined ? {} : { digest }),
    ...(account ? { account: accountEntries(account) } : {}),
    strict,
    products: [...editions, ...withheld].map((edition) => ({
      edition,
      name: relative('', pathOf(source, edition, '')),
      isWritten: isWritten(edition)
    })),
    lists: lists.map(({ path, bytes }) => ({ name: parse(path).base, bytes })),
    styles: await readReportStyles()
  }
}

/** Whether each difference from the received text is decided, corrected or unexplained. */
function accountEntries({
  decisions,
  corrections,
  unexplained
}: NonNullable<Publication['account']>): ReadonlyArray<AccountEntry> {
  return [
    ...unexplained.map((place) => ({ ...differenceOf(place), ruled: 'not accounted for' })),
    ...decisions.map(({ line, decide, why }) => ({
      what: `line ${line} of the received text ${decide === 'break' ? 'ends a paragraph' : 'goes on'}`,
      ruled: `decided: ${why}`
    })),
    ...corrections.flatMap(({ correction: { date, what }, places }) =>
      places.map((place) => ({ ...differenceOf(place), ruled: `corrected ${date}: ${what}` }))
    )
  ]
}

type Place = NonNullable<Publication['account']>['unexplained'][number]

function differenceOf({ what, from, to, at, line }: Place): Omit<AccountEntry, 'ruled'> {
  const words = { words: `“${from}” → “${to}”`, moved: `moved: “${to}”` }
  const told = what === 'words' || what === 'moved' ? words[what] : `paragraph ${what}: “${to}”`
  return { what: told, line, ...(at === undefined ? {} : { at }) }
}

async function* nothing(): AsyncGenerator<never, void, void> {}
