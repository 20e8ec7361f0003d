// Runs in the browser: a book in foliate-js, turned screen by screen.

import { FootnoteHandler } from 'foliate-js/footnotes.js'
import 'foliate-js/view.js'

const view = document.createElement('foliate-view')
const notes = new FootnoteHandler()

globalThis.reader = { open, readThrough, lists, land, popUp }

/** Open the book and show its first screen. */
async function open() {
  document.body.append(view)
  view.addEventListener('link', (event) => notes.handle(view.book, event))
  // What pops up is loaded only where it has a place on the screen.
  notes.addEventListener('before-render', ({ detail }) => document.body.append(detail.view))
  await view.open('/book.epub')
  await view.init({})
  await settle()
}

/** Turn from the first screen to the last: what each shows, and what is wrong with it. */
async function readThrough() {
  const screens = [look()]
  while (!view.renderer.atEnd) {
    await view.next()
    await settle()
    screens.push(look())
  }
  return screens
}

/** The lists that lead through the book, flat. */
function lists() {
  const flat = (items) =>
    (items ?? []).flatMap(({ label, href, subitems }) => [{ label, href }, ...flat(subitems)])
  return { toc: flat(view.book.toc), pages: flat(view.book.pageList) }
}

/** Follow a link: what stands from there on, with and without apparatus, and whether it is seen. */
async function land(href) {
  const { anchor } = await view.goTo(href)
  await settle()
  const { doc } = view.renderer.getContents()[0]
  // A link to a whole file has no element.
  const target = anchor?.(doc) || doc.body
  const behind = characters(doc).filter(
    ({ node }) => target.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
  )
  const text = behind.filter(({ node }) => !isGenerated(node))
  // Where all is apparatus, as in the contents, the apparatus is what is to be seen.
  const [first] = text.length === 0 ? behind : text
  const start = (list) => join(list.slice(0, 12))
  // A mark between two characters may stand at the end of a screen, the second one on the next.
  const { from, count } = look()
  const isSeen = isWhole(first.rects, screenOf(doc)) || first.at === from + count
  return { title: doc.title, text: start(text), all: start(behind), isSeen }
}

/** Click on the first call of a note: the kind and the text of what pops up. */
async function popUp(href) {
  await view.goTo(href)
  await settle()
  const { doc } = view.renderer.getContents()[0]
  const popped = new Promise((resolve) => notes.addEventListener('render', resolve, { once: true }))
  doc.querySelector('[role~="doc-noteref"]').click()
  const { detail } = await popped
  const [{ doc: note }] = detail.view.renderer.getContents()
  return { type: detail.type, text: squeeze(note.body.textContent) }
}

/** What the screen shows of its section, and what stands over its edges or out of order. */
function look() {
  const { doc, index } = view.renderer.getContents()[0]
  const screen = screenOf(doc)
  const all = characters(doc)
  const seen = all.filter(({ rects }) => isWhole(rects, screen))
  const cut = [...all, ...imagesOf(doc)].filter(
    ({ rects }) => rects.some((rect) => touches(rect, screen)) && !isWhole(rects, screen)
  )
  const stray = seen.filter((here, order) => order > 0 && !isBehind(here, seen[order - 1]))
  return {
    section: index,
    from: seen[0]?.at ?? 0,
    count: seen.length,
    of: all.length,
    text: join(seen.filter(({ node }) => !isGenerated(node))),
    cut: join(cut),
    stray: join(stray)
  }
}

function imagesOf(doc) {
  return Array.from(doc.images, (image) => ({
    character: `[${image.alt}]`,
    rects: Array.from(image.getClientRects())
  }))
}

/** Whether a character follows another, in the text and, within a stretch of it, on the screen. */
function isBehind({ node, at, rects: [here] }, before) {
  if (at !== before.at + 1) return false
  if (before.node !== node) return true
  const { right, bottom } = before.rects.at(-1)
  return here.left > right - 1 || here.top > bottom - 1
}

/** The part of a section that the screen shows, as columns in the section's own coordinates. */
function screenOf(doc) {
  const frame = doc.defaultView.frameElement
  const { left, top } = frame.getBoundingClientRect()
  const room = frame.parentElement.parentElement.getBoundingClientRect()
  const { columnGap, columnWidth, paddingLeft } = getComputedStyle(doc.documentElement)
  const [gap, least, padding] = [columnGap, columnWidth, paddingLeft].map(Number.parseFloat)
  const width = room.width - 2 * padding
  const count = Math.max(1, Math.floor((width + gap) / (least + gap)))
  // Columns share what their least width leaves over (CSS Multi-column Layout 1, 3.4).
  const step = (width + gap) / count
  return Array.from({ length: count }, (_, column) => {
    const x = room.left - left + padding + column * step
    return { left: x, right: x + step - gap, top: room.top - top, bottom: room.bottom - top }
  })
}

/** The characters of a section but white space and what no reader is shown, with where they stand. */
function characters(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  const found = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('rp, [hidden]')) continue
    for (const { 0: character, index } of node.data.matchAll(/\S\p{Mark}*/gu)) {
      const range = doc.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + character.length)
      const rects = Array.from(range.getClientRects()).filter(({ width }) => width > 0)
      found.push({ at: found.length, node, character, rects })
    }
  }
  return found
}

/** Whether each rectangle lies within a column; glyphs may stand out by less than a pixel. */
function isWhole(rects, columns) {
  const fits = (rect) =>
    columns.some(
      ({ left, right, top, bottom }) =>
        rect.left > left - 1 &&
        rect.right < right + 1 &&
        rect.top > top - 1 &&
        rect.bottom < bottom + 1
    )
  return rects.length > 0 && Array.from(rects).every(fits)
}

function touches({ left, right, top, bottom }, columns) {
  const [first] = columns
  const last = columns.at(-1)
  return right > first.left && left < last.right && bottom > first.top && top < first.bottom
}

function isGenerated(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
  return element.closest('[data-apparatus="generated"]') !== null
}

function join(list) {
  return list.map(({ character }) => character).join('')
}

function squeeze(text) {
  return text.replaceAll(/\s/g, '')
}

/** Wait until fonts are there and what foliate-js puts off has been done. */
async function settle() {
  await view.renderer.getContents()[0].doc.fonts.ready
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
}
