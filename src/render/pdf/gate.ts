import type { Root } from 'hast'
import type { HTTPRequest, Page as Tab } from 'puppeteer'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report, type Typeset } from '../../book.ts'
import { patience } from './browser.ts'
import { addressOf, origin, type Shelf, shelve } from './document.ts'
import { prepareTab } from './paginate.ts'
import type { Tabs } from './shared-browser.ts'

/**
 * Open the document in a tab that is fed from memory.
 *
 * Every request that the shelf cannot answer, `file:` and network alike, is refused and reported
 * at the place in the source that asked for it, or as the template's.
 */
export async function openTab(tabs: Tabs, typeset: Typeset, file: VFile): Promise<Tab> {
  const shelf = shelve(typeset)
  const refused = new Set<string>()
  const tab = await tabs.newPage()
  await prepareTab(tab)
  await feed(tab, shelf, refuse)
  await tab.goto(origin, { waitUntil: 'load', timeout: patience })
  await decodeImages(tab, typeset, file)
  return tab

  function refuse(url: string): void {
    if (refused.has(url)) return
    refused.add(url)
    const reason = `Unexpected request for ${url}, expected none`
    report(file, 'request-refused', reason, asker(url, typeset))
  }
}

/** Feed a tab from a shelf and from nothing else; `refuse` is told each address that is not on it. */
export async function feed(tab: Tab, shelf: Shelf, refuse: (url: string) => void): Promise<void> {
  await tab.setRequestInterception(true)
  tab.on('request', (request) => {
    if (!answer(request, shelf)) refuse(request.url())
  })
  tab.on('console', (message) => {
    // Chromium refuses `file:` before it becomes a request, and only says so.
    const [, url] = /^Not allowed to load local resource: (.+)/.exec(message.text()) ?? []
    if (url) refuse(url)
  })
}

/** Answer a request from the shelf, or refuse it. */
function answer(request: HTTPRequest, shelf: Shelf): boolean {
  const found = shelf.get(request.url())
  if (found) {
    void request.respond({ status: 200, contentType: found.type, body: Buffer.from(found.body) })
  } else {
    void request.abort('accessdenied')
  }
  return found !== undefined
}

/** Report each image the browser cannot show: a blank would be printed in its place. */
async function decodeImages(tab: Tab, typeset: Typeset, file: VFile): Promise<void> {
  const broken = await tab.$$eval('img', async (images) => {
    const shown = await Promise.allSettled(images.map((image) => image.decode()))
    return images.flatMap((image, index) =>
      shown[index]?.status === 'fulfilled' ? [] : [image.src]
    )
  })
  for (const url of new Set(broken)) {
    const reason = 'Unexpected content of an image, expected one that can be shown'
    report(file, 'image-missing', reason, asker(url, typeset))
  }
}

/** Find what in the source asks for an address. */
function asker(url: string, { book, leaves }: Typeset): Root['position'] {
  const root: Root = { type: 'root', children: leaves.map((leaf) => leaf.tree) }
  let place: Root['position']
  visit(root, 'element', (node) => {
    const { src } = node.properties
    if (typeof src === 'string' && addressOf(src, book.assets) === url) place ??= node.position
  })
  return place
}
