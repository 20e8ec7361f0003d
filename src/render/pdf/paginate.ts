import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Page as Tab } from 'puppeteer-core'
import type { Box, Leaf, Page, Place } from '../../book.ts'
import { layoutScale } from './document.ts'

// The build that sets globals is not exported by the package.
const paged = join(
  dirname(createRequire(import.meta.url).resolve('pagedjs')),
  '../dist/paged.polyfill.min.js'
)

/** The boxes of some pages, and the places of identifiers. */
export type PageSurvey = Readonly<{
  pages: ReadonlyArray<Omit<Page, 'label' | 'part'>>
  at: Readonly<Record<string, Place>>
}>

/**
 * Prepare a tab for Paged.js, before the document is loaded.
 *
 * Animation frames are answered at once through a message channel; `Math.random`, from which
 * Paged.js makes identifiers, is seeded so that the same source gives the same bytes.
 */
export async function prepareTab(tab: Tab): Promise<void> {
  // esbuild (tsx) adds calls of `__name`, also to functions sent to the browser.
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
 * Make the pages of the loaded document, one for each leaf.
 *
 * @param turned called from time to time with the number of finished pages.
 * @throws if a page does not contain its whole leaf: Paged.js splits content that does not fit.
 */
export async function layOut(
  tab: Tab,
  leaves: ReadonlyArray<Leaf>,
  turned: (count: number) => void
): Promise<void> {
  await tab.exposeFunction('kanbenPages', turned)
  await tab.addScriptTag({ path: paged })
  const overfull = await tab.evaluate(async () => {
    const leaves = Array.from(document.querySelectorAll('.leaf'), textOf)
    const { Paged, PagedPolyfill } = globalThis
    let count = 0
    class Press extends Paged.Handler {
      override onPageLayout(_wrapper: Element, _begun: unknown, layout: Paged.Layout) {
        // Paged.js would append U+2011 to the text of a page that ends after a digit or letter.
        layout.hyphenateAtBreak = () => {}
      }
      override afterPageLayout(page: Element) {
        // A displayed page would be laid out again with every further page.
        page.previousElementSibling?.classList.add('kanben-finished')
        count += 1
        if (count % 10 === 0) globalThis.kanbenPages(count)
      }
    }
    Paged.registerHandlers(Press)
    const hide = document.createElement('style')
    hide.dataset.pagedjsIgnore = ''
    // Paged.js would move content in the outer margin to the next page.
    hide.textContent = '.kanben-finished,.paragraph-number{display:none!important}'
    document.head.append(hide)
    await PagedPolyfill.preview()
    hide.remove()
    const pages = Array.from(document.querySelectorAll('.pagedjs_page'))
    enlargeSheet()
    return leaves.findIndex((text, index) => {
      const leaf = pages[index]?.querySelector('.leaf')
      // Content may still overflow into an invisible column.
      return !leaf || textOf(leaf) !== text || leaf.getClientRects().length !== 1
    })

    /** Return text without white space, which Paged.js collapses. */
    function textOf({ textContent }: Element): string {
      return (textContent ?? '').replaceAll(/\s/gu, '')
    }

    /** Set the printed page size to that of the layout. */
    function enlargeSheet(): void {
      const { width = 0, height = 0 } = pages[0]?.getBoundingClientRect() ?? {}
      const size = document.createElement('style')
      size.textContent = `@page{size:${width}px ${height}px;margin:0}`
      document.head.append(size)
    }
  })
  if (overfull === -1) return
  throw new Error(`page ${leaves[overfull]?.label} holds more than fits it`)
}

/** Measure the finished pages: boxes of apparatus, margins, notes and readings, and places of identifiers. */
export async function surveyPages(tab: Tab): Promise<PageSurvey> {
  return tab.evaluate((layoutScale) => {
    const at: Record<string, Place> = {}
    const sheets = Array.from(document.querySelectorAll('.pagedjs_page'))
    const pages = sheets.map((sheet, page) => {
      // The trimmed page, within its bleed.
      const corner =
        sheet.querySelector('.pagedjs_pagebox')?.getBoundingClientRect() ?? new DOMRect()
      for (const element of sheet.querySelectorAll('.pagedjs_page_content [id]')) {
        const { x, y } = element.getBoundingClientRect()
        // Chromium rounds positions to 1/64 px, depending on the page's position in its gathering.
        const round = (length: number) => Number((length / layoutScale).toFixed(1))
        at[element.id] ??= { page, x: round(x - corner.x), y: round(y - corner.y) }
      }
      const boxes = (selector: string) =>
        Array.from(sheet.querySelectorAll(selector)).flatMap((element) => within(element, corner))
      // A reading has no box in its line, so its text is measured.
      const textBoxes = (selector: string) =>
        Array.from(sheet.querySelectorAll(selector)).flatMap((element) => {
          const range = document.createRange()
          range.selectNodeContents(element)
          return within(range, corner)
        })
      // A reading in the first line of a note is above the note's box.
      const noteBoxes = (selector: string) => [...boxes(selector), ...textBoxes(`${selector} rt`)]
      return {
        // Images are not text, even if drawn with glyphs (SVG).
        apparatus: boxes('[data-apparatus="generated"], img'),
        margins: Array.from(sheet.querySelectorAll('.pagedjs_margin.hasContent'), (margin) =>
          withoutPadding(margin, corner)
        ),
        notes: noteBoxes('.foot-note:not([data-apparatus])'),
        editorNotes: noteBoxes('.foot-note[data-apparatus="editor"]'),
        readings: textBoxes('rt')
      }
    })
    return { pages, at }

    /** Exclude the padding of a margin box, which may contain a reading of the page's first line. */
    function withoutPadding(margin: Element, corner: DOMRect): Box {
      const { x, y, width, height } = margin.getBoundingClientRect()
      const style = getComputedStyle(margin)
      const [top = 0, right = 0, bottom = 0, left = 0] = [
        style.paddingTop,
        style.paddingRight,
        style.paddingBottom,
        style.paddingLeft
      ].map(Number.parseFloat)
      return {
        x: (x + left - corner.x) / layoutScale,
        y: (y + top - corner.y) / layoutScale,
        width: (width - left - right) / layoutScale,
        height: (height - top - bottom) / layoutScale
      }
    }

    function within(what: Element | Range, corner: DOMRect): Box[] {
      return Array.from(what.getClientRects())
        .filter(({ x, width, height }) => width > 0 && height > 0 && x < corner.right)
        .map(({ x, y, width, height }) => ({
          x: (x - corner.x) / layoutScale,
          y: (y - corner.y) / layoutScale,
          width: width / layoutScale,
          height: height / layoutScale
        }))
    }
  }, layoutScale)
}

/** Set the content of the margin boxes: `var(--folio)` and `var(--head)`. */
export async function setFurniture(tab: Tab, leaves: ReadonlyArray<Leaf>): Promise<void> {
  const texts = leaves.map(({ folio, head }) => ({ folio, head }))
  await tab.evaluate((texts) => {
    const sheets = document.querySelectorAll<HTMLElement>('.pagedjs_page')
    for (const [index, sheet] of sheets.entries()) {
      for (const [name, text] of Object.entries(texts[index] ?? {})) {
        sheet.style.setProperty(`--${name}`, JSON.stringify(text))
      }
    }
  }, texts)
}
