import { createRequire } from 'node:module'
import type { Page as Tab } from 'puppeteer-core'
import type { VFile } from 'vfile'
import { type PagePicture, report } from '../../book.ts'
import { loadPdf } from '../../pdf/load.ts'
import { stepTimeout } from './browser.ts'
import { origin } from './document.ts'
import { type Frame, openPdf, paintPage } from './pictures/paint.ts'
import { interceptRequests } from './request-interceptor.ts'
import { type SharedBrowser, shareBrowser, type Tabs } from './shared-browser.ts'

/** Options of drawing pages. */
export type PictureOptions = Readonly<{
  /** Width in pixels; the height follows from the page. */
  width: number
  /** Milliseconds a page may take. */
  timeout?: number
  /** The browser; without it one is launched. */
  browser?: SharedBrowser
}>

/** The worker is loaded first, since the library looks for it. */
const scripts = ['pdf.worker.min.mjs', 'pdf.min.mjs'].map((name) =>
  createRequire(import.meta.url).resolve(`pdfjs-dist/legacy/build/${name}`)
)

/**
 * Draw pages of a finished PDF one after the other, each cropped to its TrimBox; only one picture
 * is in memory at a time.
 *
 * pdf.js draws them in the browser, which is served from memory only. The pinned browser always
 * produces the same bytes.
 *
 * @param pages their indices; all pages if `undefined`.
 * @returns whether all were drawn; otherwise the file has a message.
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
  // Shorter than the browser's own timeout, whose message would be less clear.
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

/** Read the trim boxes, which pdf.js does not expose. */
async function framesOf(bytes: Uint8Array): Promise<ReadonlyArray<Frame>> {
  const document = await loadPdf(bytes)
  return document.getPages().map((page) => {
    const { x, y, width, height } = page.getTrimBox()
    return { left: x, top: y + height, width, height }
  })
}

/** Open a PDF in a tab served from memory. */
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
  // esbuild (tsx) adds calls of `__name`, also to functions sent to the browser.
  await tab.evaluateOnNewDocument('globalThis.__name = (f) => f')
  await interceptRequests(tab, files, (url) => void refused.push(url))
  await tab.goto(origin, { waitUntil: 'load' })
  for (const path of scripts) await tab.addScriptTag({ path, type: 'module' })
  await openPdf(tab, `${origin}edition.pdf`)
  if (refused.length > 0) throw new Error(`pdf.js asked for ${refused[0]}`)
  return tab
}

/** Await work with a timeout. */
async function within<Result>(limit: number, what: string, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    const reason = `it took longer than ${limit / 1000} s ${what}`
    timer = setTimeout(() => refuse(new Error(reason)), limit)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
