import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { HTTPRequest, Page } from 'puppeteer-core'
import { withBrowser } from './browser.ts'

const foliate = dirname(createRequire(import.meta.url).resolve('foliate-js/view.js'))
const script = new URL('reader.js', import.meta.url)

/** A host that is never contacted: requests to it are answered here. */
const host = 'http://localhost/'

/** What a screen shows of a section, without white space. */
export type Screen = Readonly<{
  /** Index of the section. */
  section: number
  /** Index of the first character shown, number of characters shown, and number in the section. */
  from: number
  count: number
  of: number
  /** The text shown, without apparatus. */
  text: string
  /** Text that crosses an edge of the screen or of a column. */
  cut: string
  /** Characters out of order, or after one that is not shown. */
  stray: string
}>

/**
 * Where a link leads: the title of the file, the next characters of the text and of the whole
 * content, and whether they are visible or begin the next screen.
 */
type Landing = Readonly<{ title: string; text: string; all: string; isSeen: boolean }>

type Link = Readonly<{ label: string; href: string }>

/** A book open in foliate-js. */
export type Reader = Readonly<{
  page: Page
  readThrough: () => Promise<ReadonlyArray<Screen>>
  lists: () => Promise<Readonly<{ toc: ReadonlyArray<Link>; pages: ReadonlyArray<Link> }>>
  land: (href: string) => Promise<Landing>
  popUp: (href: string) => Promise<Readonly<{ type: string; text: string }>>
}>

/** Open an EPUB in foliate-js on a screen of a size, CSS px, without a network. */
export async function withReader<Result>(
  edition: Uint8Array,
  size: Readonly<{ width: number; height: number }>,
  work: (reader: Reader) => Promise<Result>
): Promise<Result> {
  return withBrowser(async (browser) => {
    const page = await browser.newPage()
    const faults: Array<string> = []
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on('console', (message) => {
      // It warns about its own frames.
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.setViewport(size)
    await page.setRequestInterception(true)
    page.on('request', (request) => answer(request, edition))
    await page.goto(host)
    await page.waitForFunction('globalThis.reader')
    const call = async (name: string, ...given: ReadonlyArray<string>) => {
      const result = await page.evaluate(
        `Promise.resolve(reader.${name}(${given.map((word) => JSON.stringify(word))})).then(JSON.stringify)`
      )
      if (faults.length > 0) throw new Error(faults.join('\n'))
      return result === undefined ? undefined : JSON.parse(String(result))
    }
    await call('open')
    return work({
      page,
      readThrough: () => call('readThrough'),
      lists: () => call('lists'),
      land: (href) => call('land', href),
      popUp: (href) => call('popUp', href)
    })
  })
}

const shell = `<!doctype html><meta charset="utf-8"><title>foliate-js</title>
<style>html, body { height: 100%; margin: 0; overflow: hidden }</style>
<script type="importmap">{ "imports": { "foliate-js/": "/foliate-js/" } }</script>
<script type="module" src="/reader.js"></script>`

async function answer(request: HTTPRequest, edition: Uint8Array): Promise<void> {
  const url = request.url()
  // The book's own files are loaded as blobs.
  if (!url.startsWith(host)) return url.startsWith('blob:') ? request.continue() : request.abort()
  const path = url.slice(host.length)
  if (path === '') return request.respond({ contentType: 'text/html', body: shell })
  if (path === 'book.epub') return request.respond({ body: edition })
  const file = path === 'reader.js' ? script : path.replace('foliate-js', foliate)
  return request.respond({ contentType: 'text/javascript', body: await readFile(file) })
}
