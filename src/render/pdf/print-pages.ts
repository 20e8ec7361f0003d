import type { PDFDocument } from '@cantoo/pdf-lib'
import type { Page as Tab } from 'puppeteer-core'
import type { VFile } from 'vfile'
import type { Leaf, PageGeometry, Place, Progress, Typeset } from '../../book.ts'
import { loadPdf } from '../../pdf/load.ts'
import { layOut, type PageSurvey, setFurniture, surveyPages } from './paginate.ts'
import { openTab } from './request-interceptor.ts'
import type { Tabs } from './shared-browser.ts'

/**
 * Pages in a gathering; an even number, so that each begins with a recto. Paged.js and Chromium's
 * printing take quadratic time in the length of a document.
 */
const gatheringLength = 200

/** The printed gatherings of an edition in order, each a PDF, and the geometry of all pages. */
export type PrintedPages = Readonly<{ gatherings: ReadonlyArray<PDFDocument>; map: PageGeometry }>

/**
 * Lay out and print the pages, in several gatherings if the document is long. While one gathering
 * is laid out, the previous one is printed.
 */
export async function printPages(
  tabs: Tabs,
  typeset: Typeset<'pdf' | 'cover'>,
  file: VFile,
  progress: Progress,
  length: number = gatheringLength
): Promise<PrintedPages> {
  const { leaves } = typeset
  const surveys: PageSurvey[] = []
  const prints: Array<Promise<Uint8Array>> = []
  for (let count = 0; count < leaves.length; count += length) {
    const gathering = leaves.slice(count, count + length)
    const tab = await openTab(tabs, { ...typeset, leaves: gathering }, file)
    await layOut(tab, gathering, (pages) => progress('layout', `${count + pages}`))
    surveys.push(await surveyPages(tab))
    await setFurniture(tab, gathering)
    prints.push(printTab(tab))
  }
  progress('print', `${leaves.length}`)
  const gatherings = await Promise.all(prints.map(async (bytes) => loadPdf(await bytes)))
  return { gatherings, map: mergeSurveys(surveys, leaves) }
}

function printTab(tab: Tab): Promise<Uint8Array> {
  const printing = tab
    .pdf({ preferCSSPageSize: true, tagged: true, timeout: 0 })
    .finally(() => tab.close())
  // It is awaited only after the other gatherings; until then a rejection must not end the process.
  printing.catch(() => {})
  return printing
}

/** Merge the surveys into the geometry of the whole edition. */
function mergeSurveys(
  surveys: ReadonlyArray<PageSurvey>,
  leaves: ReadonlyArray<Leaf>
): PageGeometry {
  const at: Record<string, Place> = {}
  let count = 0
  for (const survey of surveys) {
    for (const [id, place] of Object.entries(survey.at)) {
      at[id] ??= { ...place, page: count + place.page }
    }
    count += survey.pages.length
  }
  const pages = surveys.flatMap((survey) => survey.pages)
  return {
    pages: pages.map((page, index) => {
      const { label = '', part = 'blank' } = leaves[index] ?? {}
      return { label, part, ...page }
    }),
    at
  }
}
