import { createRequire } from 'node:module'
import type { Page as Tab } from 'puppeteer'
import type { VFile } from 'vfile'
import { type PagePicture, report } from '../../book.ts'
import { loadPdf } from '../../pdf/load.ts'
import { stepTimeout } from './browser.ts'
import { origin } from './document.ts'
import { type Frame, openPdf, paintPage } from './pictures/paint.ts'
import { interceptRequests } from './request-interceptor.ts'
import { type SharedBrowser, shareBrowser, type Tabs } from './shared-browser.ts'

/** How pictures are drawn. */
export type PictureOptions = Readonly<{
  /** Their width in pixels; the height follows that of the page. */
  width: number
  /** Milliseconds a page may take. */
  timeout?: number
  /** What draws them; without it a browser is launched. */
  browser?: SharedBrowser
}>

/** What reads a PDF goes before what draws it, which looks whether it is there. */
const scripts = ['pdf.worker.min.mjs', 'pdf.min.mjs'].map((name) =>
  createRequire(import.meta.url).resolve(`pdfjs-dist/legacy/build/${name}`)
)

/**
 * Draw pages of a finished PDF one after the other, each as far as its TrimBox reaches; of a long book
 * no more than one picture is held.
 *
 * pdf.js draws them in the browser, which is fed from memory and reaches nothing else. The pinned
 * browser draws the same bytes each time.
 *
 * @param pages their indices, from 0; all pages, if none are named.
 * @returns whether all were drawn; if not, the file has a message.
 */
export async function* drawPages(
  bytes: Uint8Array,
  pages: ReadonlyArray<number> | undefined,
  options: PictureOptions,
  file: VFile
): AsyncGenerator<PagePicture, boolean, void> {
  const shared = options.browser ?? shareBrowser()
  let tabs: Tabs | undefined
  try {
    tabs = await shared.open(file)
    if (!tabs) return false
    yield* drawEach(tabs, bytes, pages, options)
    return true
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split('\n')
    const what = `Unexpected end of drawing pages: ${reason}, expected pictures of them`
    report(file, 'pictures-failed', what)
    return false
  } finally {
    await tabs?.close()
    if (!options.browser) await shared.close()
  }
}

async function* drawEach(
  tabs: Tabs,
  bytes: Uint8Array,
  pages: ReadonlyArray<number> | undefined,
  // Half of what a step of the browser may take, which ends with words of its own.
  { width, timeout: limit = stepTimeout / 2 }: PictureOptions
): AsyncGenerator<PagePicture, void, void> {
  const frames = await framesOf(bytes)
  const wanted = pages ?? [...frames.keys()]
  if (wanted.length === 0) return
  const tab = await within(limit, 'to open the PDF', openTab(tabs, bytes))
  for (const page of wanted) {
    const frame = frames[page]
    if (!frame) throw new Error(`there is no page ${page + 1}`)
    const drawn = await within(limit, `for page ${page + 1}`, paintPage(tab, page, frame, width))
    yield { page, width, height: drawn.height, bytes: Buffer.from(drawn.base64, 'base64') }
  }
}

/** Read the trimmed pages, which pdf.js does not tell. */
async function framesOf(bytes: Uint8Array): Promise<ReadonlyArray<Frame>> {
  const document = await loadPdf(bytes)
  return document.getPages().map((page) => {
    const { x, y, width, height } = page.getTrimBox()
    return { left: x, top: y + height, width, height }
  })
}

/** Open a PDF in a tab that is fed from memory. */
async function openTab(tabs: Tabs, bytes: Uint8Array): Promise<Tab> {
  const tab = await tabs.newPage()
  const refused: string[] = []
  const files = new Map([
    [
      origin,
      {
        type: 'text/html; charset=utf-8',
        body: '<!doctype html><link rel="icon" href="data:,"><title>pages</title>'
      }
    ],
    [`${origin}edition.pdf`, { type: 'application/pdf', body: bytes }]
  ])
  // esbuild (tsx) marks functions by calls of `__name`, also those that are sent to the browser.
  await tab.evaluateOnNewDocument('globalThis.__name = (f) => f')
  await interceptRequests(tab, files, (url) => void refused.push(url))
  await tab.goto(origin, { waitUntil: 'load' })
  for (const path of scripts) await tab.addScriptTag({ path, type: 'module' })
  await openPdf(tab, `${origin}edition.pdf`)
  if (refused.length > 0) throw new Error(`pdf.js asked for ${refused[0]}`)
  return tab
}

/** Wait for work, but not for ever. */
async function within<Result>(limit: number, what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    const reason = `it took longer than ${limit / 1000} s ${what}`
    timer = setTimeout(() => refuse(new Error(reason)), limit)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
