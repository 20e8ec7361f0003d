import { VFile } from 'vfile'
import { type Built, buildSource } from './build-source.ts'
import { choices, readOrder, usual } from './order.ts'
import { tryOwnFolder } from './own-folder.ts'
import { siteIn } from './place.ts'
import { printReport } from './report.ts'
import { reproduce } from './reproduce.ts'
import { buildSite, refuseSiteNames } from './site.ts'
import { findSources } from './sources.ts'
import { tableOf } from './table.ts'
import { tryFolder } from './write.ts'

/** What `kanben build --help` prints. */
export const help: string = `Usage: kanben build [PATH…] [options]

Make the editions of source files, prove each against its source, and write them.
A folder stands for the .md files in it. Default: source
Beside NAME.pdf goes NAME.pages.json: where in the text each of its pages begins. EPUB and web
edition of the same run have the page numbers of the PDF; without one they have none.

Options
  --to TARGETS          editions to make, separated by commas: ${choices.join(', ')}
                        (default: ${usual.join(',')}); press is the PDF for a press, cover its cover
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
  -h, --help            print this
`

/**
 * Run `kanben build`.
 *
 * @returns the exit code.
 */
export async function run(args: ReadonlyArray<string>): Promise<number> {
  const { paths, options, out, isChecked } = readOrder(args)
  const hasSite = options.targets.includes('site')
  const sources = await findSources(paths, options.targets)
  if (hasSite) refuseSiteNames(sources)
  const folder = new VFile({ path: out })
  if (!(await tryFolder(out, folder))) return refuse(folder)
  const site = new VFile({ path: siteIn(out) })
  if (hasSite && !(await tryOwnFolder(site.path, site))) return refuse(site)

  const built: Array<Built> = []
  let code = 0
  for (const source of sources) {
    const one = await buildSource(source, options, out)
    code = Math.max(code, printReport([one.file]))
    built.push(one)
  }
  const lists = built.flatMap((one) => one.lists)
  const written = built.flatMap((one) => one.written)
  if (hasSite) {
    const list = await buildSite(built, out, options, site)
    code = Math.max(code, printReport([site]))
    if (list) {
      lists.push(list)
      written.push(...built.flatMap(({ pages }) => pages))
    }
  }
  process.stdout.write(tableOf(written))
  if (!isChecked) return code
  const editions = written.map(({ edition: { target, bytes }, path }) => ({ target, bytes, path }))
  return Math.max(code, await reproduce(sources, options, [...editions, ...lists], out))
}

/**
 * Tell before the work why it is not begun.
 *
 * @returns the exit code.
 */
function refuse(file: VFile): number {
  const code = printReport([file])
  process.stderr.write('Nothing was built.\n')
  return code
}
