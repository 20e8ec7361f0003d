import type { Browser, Page as Tab } from 'puppeteer'
import type { VFile } from 'vfile'
import type { PageMap, Part, Place, Progress, Typeset } from '../../book.ts'
import { openTab } from './gate.ts'
import { blockAfter, splitAt } from './gatherings.ts'
import { cutAtRecto, fillContents, layOut, type Run, setFolios, survey } from './paginate.ts'

/**
 * Characters a gathering is laid out with, about 200 pages. Both Paged.js and Chromium's print
 * slow down with the square of a document's length.
 */
const gatheringLength = 120_000

/** The printed gatherings of an edition in order, each a PDF, and the map of all pages. */
export type Imposition = Readonly<{ printed: ReadonlyArray<Uint8Array>; map: PageMap }>

/**
 * Lay out and print the pages, in gatherings when the document is long.
 *
 * A gathering ends before a recto that begins with a whole block, and the next one begins with that
 * block, so the pages are those of the document in one piece. While one gathering is laid out the
 * one before it is printed; the first, which has the contents, is printed last.
 *
 * @param length characters a gathering is laid out with.
 */
export async function impose(
  browser: Browser,
  typeset: Typeset,
  file: VFile,
  progress: Progress,
  length: number = gatheringLength
): Promise<Imposition> {
  const runs: Run[] = []
  const prints: Array<Promise<Uint8Array>> = []
  let first: Tab | undefined
  let count = 0
  let rest = typeset.parts
  while (rest.length > 0) {
    const open = (parts: ReadonlyArray<Part>) =>
      layOutParts(parts, (pages) => progress('layout', `${count + pages}`))
    const { tab, later } = await gather(rest, length, open)
    const run = await survey(tab)
    runs.push(run)
    const front = runs[0]?.front ?? 0
    await setFolios(
      tab,
      run.pages.map((_, index) => labelOf(count + index, front))
    )
    if (first) prints.push(print(tab))
    else first = tab
    count += run.pages.length
    rest = later
  }
  const map = chart(runs)
  progress('print', `${count}`)
  if (first) {
    await fillContents(first, labelsByIdentifier(map))
    prints.unshift(print(first))
  }
  return { printed: await Promise.all(prints), map }

  async function layOutParts(parts: ReadonlyArray<Part>, turned: (pages: number) => void) {
    const tab = await openTab(browser, { ...typeset, parts }, file)
    await layOut(tab, turned)
    return tab
  }
}

/** Lay out what fits a gathering. */
async function gather(
  parts: ReadonlyArray<Part>,
  length: number,
  open: (parts: ReadonlyArray<Part>) => Promise<Tab>
): Promise<{ tab: Tab; later: ReadonlyArray<Part> }> {
  const next = blockAfter(parts, length)
  if (!next) return { tab: await open(parts), later: [] }
  const tab = await open(splitAt(parts, next)[0])
  const cut = await cutAtRecto(tab)
  if (cut) return { tab, later: splitAt(parts, cut)[1] }
  // No recto begins with a block, as in one endless list: it has to be done in one piece.
  await tab.close()
  return { tab: await open(parts), later: [] }
}

function print(tab: Tab): Promise<Uint8Array> {
  const printing = tab
    .pdf({ preferCSSPageSize: true, tagged: true, timeout: 0 })
    .finally(() => tab.close())
  // It is awaited only after the other gatherings; until then a failure must not end the process.
  printing.catch(() => {})
  return printing
}

/** Put the runs together into one map of the edition. */
function chart(runs: ReadonlyArray<Run>): PageMap {
  const front = runs[0]?.front ?? 0
  const at: Record<string, Place> = {}
  const pages = runs.flatMap((run) => run.pages)
  let count = 0
  for (const run of runs) {
    for (const [id, { page, y }] of Object.entries(run.at)) at[id] ??= { page: count + page, y }
    count += run.pages.length
  }
  return { pages: pages.map((page, index) => ({ label: labelOf(index, front), ...page })), at }
}

function labelsByIdentifier({ pages, at }: PageMap): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(at).map(([id, { page }]) => [id, pages[page]?.label ?? ''])
  )
}

/** The pages before the text are numbered i, ii, iii; the text begins with 1. */
function labelOf(index: number, front: number): string {
  return index < front ? roman(index + 1) : `${index - front + 1}`
}

function roman(number: number): string {
  const signs = { c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 }
  let rest = number
  return Object.entries(signs).reduce((text, [sign, value]) => {
    const times = Math.floor(rest / value)
    rest -= times * value
    return text + sign.repeat(times)
  }, '')
}
