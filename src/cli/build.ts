import { VFile } from 'vfile'
import { shareBrowser } from '../index.ts'
import {
  type BuildRequest,
  defaultTargets,
  namedTargets,
  readBuildRequest
} from './build-request.ts'
import { type Built, buildSource } from './build-source.ts'
import { buildSummary } from './build-summary.ts'
import { buildTable, type Written } from './build-table.ts'
import { formatHelp } from './format.ts'
import { type Outcome, writeMessages } from './messages-json.ts'
import { editionPath, siteFolder, sitePagePath } from './output-paths.ts'
import { type Reporter, reporterFor } from './reporter.ts'
import { reproduce } from './reproduce.ts'
import { buildSite, refuseSiteNames } from './site.ts'
import { trySiteFolder } from './site-folder.ts'
import { findSources } from './sources.ts'
import { appendSummary } from './summary.ts'
import { refuseTemplate } from './template.ts'
import { tryFolder } from './write.ts'

/** Output of `kanben build --help`. */
export const help: string = `Usage: kanben build [PATH…] [options]

Make the editions of source files, prove each against its source, and write them.
A folder stands for the .md files in it, but not README.md. Default: source
Beside NAME.pdf goes NAME.pages.json: where in the text each of its pages begins. EPUB and web
edition of the same run have the page numbers of the PDF; without one they have none.

Options
  --to TARGETS          editions to make, separated by commas: ${namedTargets.join(', ')}
                        (default: ${defaultTargets.join(',')}); press is the PDF for a press, cover its cover
  --impose booklet      make the press's pages into a booklet as well, two a side, to fold and staple
  --site                make a folder \`site\` in the output folder as well, for any web server: an index,
                        NAME/ with the web edition and what PDF and EPUB are made, fonts, and a feed of
                        corrections. It has the documents of this run and no others; it is replaced as
                        a whole if every document could be made, and left as it is if anything in it
                        is not as kanben made it (see its kanben.sha256)
  --base-url URL        where the site, or without --site NAME.html, will be found: http(s)://…/
  --attach-source       put the Markdown into the PDF, which becomes PDF/A-3a instead of PDF/A-2a
  --template NAME       the looks: official, book, book-32k, large-print, vertical, or the path
                        of a folder with settings.yaml, such as ./mine (default: official)
  --out FOLDER          where to write the editions (default: output)
  --strict              let a warning withhold an edition, as an error does
  --report              write NAME.report.html as well, whatever became of the editions: every page
                        with what was found marked on it, and all that was measured
  --check-reproducible  make the editions twice more in other surroundings, and compare the bytes
${formatHelp}\
  --summary FILE        append to a file what was made and told, in Markdown; FILE may be what
                        $GITHUB_STEP_SUMMARY names
  -h, --help            print this
`

/**
 * Run `kanben build`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const request = readBuildRequest(args)
  const { paths, options, out, isChecked } = request
  await refuseTemplate(options.template)
  const sources = await findSources(paths, options.targets)
  if (options.site) refuseSiteNames(sources)
  const reporter = reporterFor('build', request.format, options.strict)
  const site = new VFile({ path: siteFolder(out) })
  const obstacle = await findObstacle(request, site)
  if (obstacle) {
    reporter.tell([obstacle])
    reporter.stderr.write('Nothing was built.\n')
    // Do not retry a summary that could not be written.
    const { summary, ...others } = request
    const own = obstacle.path === summary ? others : request
    return finish(own, sources, reporter, { editions: [] })
  }

  const built = await buildSources(sources, request, reporter)
  const lists = built.flatMap((one) => one.lists)
  const written = built.flatMap((one) => one.written)
  if (options.site) {
    const list = await buildSite(built, out, options, site, reporter.stderr)
    reporter.tell([site])
    if (list) {
      lists.push(list)
      written.push(...built.flatMap(({ pages }) => pages))
    }
  }
  reporter.print(buildTable(written))
  const outcome = { editions: written, lists }
  if (!isChecked) return finish(request, sources, reporter, outcome)
  const editions = written.map(({ edition: { target, bytes }, path }) => ({ target, bytes, path }))
  const same = await reproduce(sources, options, [...editions, ...lists], out, reporter)
  return finish(request, sources, reporter, { ...outcome, same })
}

/** Build sources one after the other, in one browser. */
async function buildSources(
  sources: ReadonlyArray<string>,
  { options, out }: BuildRequest,
  reporter: Reporter
): Promise<ReadonlyArray<Built>> {
  const browser = shareBrowser()
  const built: Array<Built> = []
  try {
    for (const source of sources) {
      const one = await buildSource(source, { ...options, browser }, out, reporter.stderr)
      reporter.tell([one.file])
      built.push(one)
    }
  } finally {
    await browser.close()
  }
  return built
}

/** Check before building whether everything can be written; if not, return a file with a message. */
async function findObstacle(
  { options, out, summary }: BuildRequest,
  site: VFile
): Promise<VFile | undefined> {
  const folder = new VFile({ path: out })
  if (!(await tryFolder(out, folder))) return folder
  if (options.site && !(await trySiteFolder(site.path, site))) return site
  if (summary === undefined) return undefined
  const file = new VFile({ path: summary })
  return (await appendSummary(summary, '', file)) ? undefined : file
}

/** @returns the exit code. */
async function finish(
  { options, out, summary }: BuildRequest,
  sources: ReadonlyArray<string>,
  reporter: Reporter,
  outcome: Outcome & Readonly<{ editions: ReadonlyArray<Written> }>
): Promise<number> {
  if (summary !== undefined) {
    const { editions, same } = outcome
    const wanted = sources.flatMap((source) => {
      const own = options.targets.map((target) => editionPath(source, target, out))
      return options.site ? [...own, sitePagePath(source, out)] : own
    })
    const outline = { wanted, written: editions, ...(same ? { same } : {}) }
    const file = new VFile({ path: summary })
    await appendSummary(summary, buildSummary(reporter.told(), outline), file)
    reporter.tell([file])
  }
  return reporter.end((told) => writeMessages(told, outcome))
}
