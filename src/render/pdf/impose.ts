import type { Page as Tab } from 'puppeteer'
import type { VFile } from 'vfile'
import type { Leaf, PageGeometry, Place, Progress, Typeset } from '../../book.ts'
import { openTab } from './gate.ts'
import { layOut, type Run, setFurniture, survey } from './paginate.ts'
import type { Tabs } from './shared-browser.ts'

/**
 * Pages in a gathering, an even number, so that each begins with a recto. Both Paged.js and
 * Chromium's print slow down with the square of a document's length.
 */
const gatheringLength = 200

/** The printed gatherings of an edition in order, each a PDF, and the map of all pages. */
export type Imposition = Readonly<{ printed: ReadonlyArray<Uint8Array>; map: PageGeometry }>

/**
 * Lay out and print the pages, in gatherings when the document is long. While one gathering is laid
 * out the one before it is printed.
 */
export async function impose(
  tabs: Tabs,
  typeset: Typeset,
  file: VFile,
  progress: Progress,
  length: number = gatheringLength
): Promise<Imposition> {
  const { leaves } = typeset
  const runs: Run[] = []
  const prints: Array<Promise<Uint8Array>> = []
  for (let count = 0; count < leaves.length; count += length) {
    const gathering = leaves.slice(count, count + length)
    const tab = await openTab(tabs, { ...typeset, leaves: gathering }, file)
    await layOut(tab, gathering, (pages) => progress('layout', `${count + pages}`))
    runs.push(await survey(tab))
    await setFurniture(tab, gathering)
    prints.push(print(tab))
  }
  progress('print', `${leaves.length}`)
  return { printed: await Promise.all(prints), map: chart(runs, leaves) }
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
function chart(runs: ReadonlyArray<Run>, leaves: ReadonlyArray<Leaf>): PageGeometry {
  const at: Record<string, Place> = {}
  let count = 0
  for (const run of runs) {
    for (const [id, place] of Object.entries(run.at)) {
      at[id] ??= { ...place, page: count + place.page }
    }
    count += run.pages.length
  }
  const pages = runs.flatMap((run) => run.pages)
  return {
    pages: pages.map((page, index) => {
      const { label = '', part = 'blank' } = leaves[index] ?? {}
      return { label, part, ...page }
    }),
    at
  }
}
