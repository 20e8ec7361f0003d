import type { Root } from 'hast'
import type { HTTPRequest, Page as Tab } from 'puppeteer-core'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { report, type Typeset } from '../../book.ts'
import { stepTimeout } from './browser.ts'
import { addressOf, origin, type VirtualFiles, virtualFiles } from './document.ts'
import { prepareTab } from './paginate.ts'
import type { Tabs } from './shared-browser.ts'

/**
 * Open the document in a tab served from memory.
 *
 * Every other request, `file:` and network alike, is refused and reported at the place in the
 * source that causes it, or without a place if the template does.
 */
export async function openTab(
  tabs: Tabs,
  typeset: Typeset<'pdf' | 'cover'>,
  file: VFile
): Promise<Tab> {
  const files = virtualFiles(typeset)
  const refused = new Set<string>()
  const tab = await tabs.newPage()
  await prepareTab(tab)
  await interceptRequests(tab, files, refuse)
  await tab.goto(origin, { waitUntil: 'load', timeout: stepTimeout })
  await decodeImages(tab, typeset, file)
  return tab

  function refuse(url: string): void {
    if (refused.has(url)) return
    refused.add(url)
    const reason = `Unexpected request for ${url}, expected none`
    report(file, 'request-refused', reason, placeAsking(url, typeset))
  }
}

/** Answer the requests of a tab from virtual files only; `refuse` is called with every other URL. */
export async function interceptRequests(
  tab: Tab,
  files: VirtualFiles,
  refuse: (url: string) => void
): Promise<void> {
  await tab.setRequestInterception(true)
  tab.on('request', (request) => {
    if (!answer(request, files)) refuse(request.url())
  })
  tab.on('console', (message) => {
    // Chromium refuses `file:` before it becomes a request, and only logs it.
    const [, url] = /^Not allowed to load local resource: (.+)/.exec(message.text()) ?? []
    if (url) refuse(url)
  })
}

/** Answer a request from the virtual files, or abort it. */
function answer(request: HTTPRequest, files: VirtualFiles): boolean {
  const found = files.get(request.url())
  if (found) {
    void request.respond({ status: 200, contentType: found.type, body: Buffer.from(found.body) })
  } else {
    void request.abort('accessdenied')
  }
  return found !== undefined
}

/** Report each image the browser cannot decode, which would be printed blank. */
async function decodeImages(
  tab: Tab,
  typeset: Typeset<'pdf' | 'cover'>,
  file: VFile
): Promise<void> {
  const broken = await tab.$$eval('img', async (images) => {
    const shown = await Promise.allSettled(images.map((image) => image.decode()))
    return images.flatMap((image, index) =>
      shown[index]?.status === 'fulfilled' ? [] : [image.src]
    )
  })
  for (const url of new Set(broken)) {
    const reason = 'Unexpected content of an image, expected one that can be shown'
    report(file, 'image-missing', reason, placeAsking(url, typeset))
  }
}

/** Find the place in the source that requests a URL. */
function placeAsking(url: string, { book, leaves }: Typeset<'pdf' | 'cover'>): Root['position'] {
  const root: Root = { type: 'root', children: leaves.map((leaf) => leaf.tree) }
  let place: Root['position']
  visit(root, 'element', (node) => {
    const { src } = node.properties
    if (typeof src === 'string' && addressOf(src, book.assets) === url) place ??= node.position
  })
  return place
}
