import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page as Tab } from 'puppeteer'
import type { Page, Place } from '../../book.ts'

// The build that sets globals is not among the package's exports.
const paged = join(
  dirname(createRequire(import.meta.url).resolve('pagedjs')),
  '../dist/paged.polyfill.min.js'
)

/** What a run of pages holds: boxes by page, and the places of identifiers within the run. */
export type Run = Readonly<{
  /** How many pages stand before the text begins. */
  front: number
  pages: ReadonlyArray<Pick<Page, 'apparatus' | 'margins'>>
  at: Readonly<Record<string, Place>>
}>

/**
 * Prepare a tab for Paged.js, before the document is loaded.
 *
 * Animation frames are answered at once by a message channel, since nobody watches; `Math.random`
 * is seeded, since Paged.js draws identifiers from it and the same source must give the same bytes.
 */
export async function prepareTab(tab: Tab): Promise<void> {
  // esbuild (tsx) marks functions by calls of `__name`, also those that are sent to the browser.
  await tab.evaluateOnNewDocument('globalThis.__name = (f) => f')
  await tab.evaluateOnNewDocument(() => {
    Object.assign(window, { PagedConfig: { auto: false } })
    let seed = 1
    Math.random = () => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    }
    const waiting: FrameRequestCallback[] = []
    const channel = new MessageChannel()
    channel.port1.onmessage = () => waiting.shift()?.(performance.now())
    window.requestAnimationFrame = (callback) => {
      channel.port2.postMessage(0)
      return waiting.push(callback)
    }
  })
}

/**
 * Cut the loaded document into pages.
 *
 * @param turned is told how many pages stand, now and then.
 */
export async function layOut(tab: Tab, turned: (count: number) => void): Promise<void> {
  await tab.exposeFunction('kanbenPages', turned)
  await tab.addScriptTag({ path: paged })
  await tab.evaluate(async () => {
    balanceTitle()
    const { Paged, PagedPolyfill } = globalThis
    let count = 0
    class Press extends Paged.Handler {
      override onPageLayout(_wrapper: Element, begun: Paged.BreakToken, layout: Paged.Layout) {
        // Paged.js would append U+2011 to the text where a page ends after a digit or a letter.
        layout.hyphenateAtBreak = () => {}
        // It looks a broken text up by its first likeness, and so takes text that repeats itself
        // for an earlier part of it. What stands on the page began where the page began.
        const create = layout.createBreakToken.bind(layout)
        layout.createBreakToken = (overflow, rendered, source) => {
          const token = create(overflow, rendered, source)
          if (token?.node instanceof Text && overflow.startContainer instanceof Text) {
            token.offset = overflow.startOffset + (begun.node === token.node ? begun.offset : 0)
          }
          return token
        }
      }
      override afterPageLayout(page: Element) {
        // A finished page that is displayed is laid out anew with every page after it.
        page.previousElementSibling?.classList.add('kanben-finished')
        count += 1
        if (count % 10 === 0) globalThis.kanbenPages(count)
      }
    }
    Paged.registerHandlers(Press)
    const hide = document.createElement('style')
    hide.dataset.pagedjsIgnore = ''
    hide.textContent = '.kanben-finished{display:none!important}'
    document.head.append(hide)
    await PagedPolyfill.preview()
    hide.remove()

    /** Let a title without preferred breaks turn over between words only. */
    function balanceTitle(): void {
      const lines = document.querySelectorAll('.title-line')
      if (lines.length !== 1) return
      const words = new Intl.Segmenter('zh', { granularity: 'word' })
      for (const line of lines) {
        const spans = Array.from(words.segment(line.textContent ?? ''), ({ segment }) => {
          const word = document.createElement('span')
          word.className = 'keep'
          word.textContent = segment
          return word
        })
        line.replaceChildren(...spans)
      }
    }
  })
}

/**
 * Find the last recto that begins with a whole block, and throw it and the pages after it away.
 *
 * @returns the identifier of that block; nothing, and no page thrown away, if there is none.
 */
export async function cutAtRecto(tab: Tab): Promise<string | undefined> {
  const id = await tab.evaluate(() => {
    const sheets = Array.from(document.querySelectorAll('.pagedjs_page'))
    for (let index = sheets.length - 1; index > 0; index--) {
      let block = sheets[index]?.querySelector('.pagedjs_page_content .body')
      while (block?.matches('section')) block = block.firstElementChild
      if (index % 2 === 1 || !block?.id || block.hasAttribute('data-split-from')) continue
      for (const sheet of sheets.slice(index)) sheet.remove()
      return block.id
    }
    return ''
  })
  return id || undefined
}

/** Survey the finished pages: where apparatus and margins stand, and every identifier. */
export async function survey(tab: Tab): Promise<Run> {
  return tab.evaluate(() => {
    const at: Record<string, Place> = {}
    const sheets = Array.from(document.querySelectorAll('.pagedjs_page'))
    const pages = sheets.map((sheet, page) => {
      const corner = sheet.getBoundingClientRect()
      for (const element of sheet.querySelectorAll('.pagedjs_page_content [id]')) {
        // Paged.js leaves an empty copy behind when a whole block moves to the next page.
        if (!element.textContent?.trim() && !element.querySelector('img')) continue
        at[element.id] ??= { page, y: element.getBoundingClientRect().y - corner.y }
      }
      const boxes = (selector: string) =>
        Array.from(sheet.querySelectorAll(selector))
          .flatMap((element) => Array.from(element.getClientRects()))
          .map(({ x, y, width, height }) => ({ x: x - corner.x, y: y - corner.y, width, height }))
          .filter((box) => box.width > 0 && box.height > 0 && box.x < corner.width)
      return {
        // What an image shows is no text, even where it is drawn with glyphs (SVG).
        apparatus: boxes('[data-apparatus="generated"], img'),
        margins: boxes('.pagedjs_margin.hasContent')
      }
    })
    const front = sheets.findIndex((sheet) => sheet.querySelector('.body'))
    return { front, pages, at }
  })
}

/** Print the page labels as folios, where the template wants them (`var(--folio)`). */
export async function setFolios(tab: Tab, labels: ReadonlyArray<string>): Promise<void> {
  await tab.evaluate((labels) => {
    const sheets = document.querySelectorAll<HTMLElement>('.pagedjs_page')
    for (const [index, sheet] of sheets.entries()) {
      sheet.style.setProperty('--folio', `"${labels[index] ?? ''}"`)
    }
  }, labels)
}

/**
 * Fill the contents: the page label of each entry's heading, and a leader of whole dots half an em
 * apart, so that all dots of a page stand under each other.
 *
 * The number is set flush right in a column of its own, so filling it moves nothing.
 *
 * @param labels page label by identifier.
 */
export async function fillContents(
  tab: Tab,
  labels: Readonly<Record<string, string>>
): Promise<void> {
  await tab.evaluate((labels) => {
    for (const entry of document.querySelectorAll('.contents a')) {
      const label = labels[entry.getAttribute('href')?.slice(1) ?? '']
      const folio = entry.querySelector('.folio')
      if (folio && label) folio.textContent = label
      const leader = entry.querySelector<HTMLElement>('.leader')
      if (leader) lead(leader)
    }

    function lead(leader: HTMLElement): void {
      const step = Number.parseFloat(getComputedStyle(leader).fontSize) / 2
      const room = leader.getBoundingClientRect().width
      const dot = document.createElement('span')
      dot.textContent = '·'
      leader.append(dot)
      leader.style.letterSpacing = `${step - dot.getBoundingClientRect().width}px`
      dot.textContent = '·'.repeat(Math.floor(room / step))
    }
  }, labels)
}
