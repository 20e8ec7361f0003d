import { readFile } from 'node:fs/promises'
import { basename, parse, relative } from 'node:path'
import {
  drawPages,
  type Edition,
  type Publication,
  pagesToShow,
  pictureWidth,
  type ReportInput,
  type Ruling,
  readReportStyles,
  writeReport
} from '../index.ts'
import { placeOf, reportIn } from './place.ts'
import type { Made } from './reproduce.ts'
import { write } from './write.ts'

/** What was built of a source, and where. */
type Built = Readonly<{
  source: string
  out: string
  strict: boolean
  publication: Publication
  /** Editions that were written. */
  written: ReadonlyArray<Edition>
  lists: ReadonlyArray<Made>
  /** How what differs from the received text is accounted for. */
  account?: ReadonlyArray<Ruling>
}>

/**
 * Write the report on a build, whatever became of the editions.
 *
 * @returns the file, if it was written.
 */
export async function buildReport(built: Built): Promise<Made | undefined> {
  const { source, out, publication } = built
  const { file } = publication
  const input = await inputOf(built)
  const shown = pagesToShow(input)
  const pictures = shown
    ? drawPages(shown.bytes, shown.pages, { width: pictureWidth }, file)
    : nothing()
  const path = reportIn(source, out)
  if (!(await write(path, writeReport(input, pictures), file))) return undefined
  return { target: 'list', path, bytes: await readFile(path) }
}

async function inputOf({
  source,
  strict,
  publication,
  written,
  lists,
  account
}: Built): Promise<ReportInput> {
  const { file, editions, withheld, book, template, digest } = publication
  const isWritten = (edition: Edition) => written.includes(edition)
  return {
    name: file.basename ?? basename(source),
    // It may get another, that there are no pictures; the report says so itself.
    messages: [...file.messages],
    ...(book ? { book } : {}),
    ...(template ? { template } : {}),
    ...(digest === undefined ? {} : { digest }),
    ...(account ? { account } : {}),
    strict,
    products: [...editions, ...withheld].map((edition) => ({
      edition,
      name: relative('', placeOf(source, edition.target, '')),
      isWritten: isWritten(edition)
    })),
    lists: lists.map(({ path, bytes }) => ({ name: parse(path).base, bytes })),
    styles: await readReportStyles()
  }
}

async function* nothing(): AsyncGenerator<never, void, void> {}
