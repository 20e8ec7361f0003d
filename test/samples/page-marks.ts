import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import type { Edition } from '../../src/book.ts'
import type { Publication } from '../../src/publish.ts'
import { getDocument, type PDFPageProxy } from '../../src/verify/read/pdf/pdfjs.ts'
import { publish } from './browser.ts'

/** Parts of a document to compare: notes, if not footnotes, and editors' additions. */
export type Scope = Readonly<{ notes: boolean; editors: boolean }>

/**
 * A page in a format: its label, its text, decomposed and without white space, and the identifiers
 * of elements whose text begins on it.
 */
type PageText = Readonly<{ label: string; text: string; ids: ReadonlyArray<string> }>

/** Publish the editions that share pages, in one run. */
export async function publishAll(path: string, template: string): Promise<Publication['editions']> {
  const options = { targets: ['pdf', 'epub', 'html'], template, strict: false } as const
  const { file, editions } = await publish(path, options, () => {})
  expect(file.messages.filter(({ fatal }) => fatal).map(String)).toEqual([])
  return editions
}

/** Check every construct against its pages, across page breaks; hyphens added there do not count. */
export async function proveConstructs(template: string, notes: 'foot' | 'end'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-constructs-'))
  for (const name of ['torture.md', 'hall.svg', 'mark.svg', 'rings.png']) {
    await copyFile(new URL(`../fixtures/torture/${name}`, import.meta.url), join(folder, name))
  }
  const own = join(folder, template)
  await mkdir(own)
  const settings = `extends: ${template}\nnotes: ${notes}\nhyphenation: none\n`
  await writeFile(join(own, 'settings.yaml'), settings)
  const path = join(folder, `${template}.md`)
  const source = await readFile(join(folder, 'torture.md'), 'utf8')
  // More entries than a page of contents holds, accents written apart among them.
  const heads = Array.from({ length: 40 }, (_, index) => `## 第${index}é·e\u0301节\n\n一句。`)
  await writeFile(path, `${source.replace('supplement: true\n', '')}\n\n${heads.join('\n\n')}\n`)
  const editions = await publishAll(path, own)
  await rm(folder, { recursive: true })
  const count = await align(editions, { notes: notes === 'end', editors: true })
  expect(count).toBeGreaterThan(13_000)
}

/**
 * Compare the pages of EPUB and web edition with those of the PDF; returns the number of equal
 * characters.
 */
export async function align(editions: ReadonlyArray<Edition>, scope: Scope): Promise<number> {
  const [pdf, epub, html] = ['pdf', 'epub', 'html'].map((name) =>
    editions.find(({ target }) => target === name)
  )
  if (!pdf || !epub || !html) throw new Error('an edition is missing')
  const parts = (pdf.map?.pages ?? []).map(({ part }) => part)
  const printed = await readPdfPages(pdf.bytes, parts, scope)
  const labels = printed.map(({ label }) => label)
  const isColophon = (label: string) => parts[labels.indexOf(label)] === 'colophon'
  const book = readEpubPages(epub.bytes, scope)
  const web = readHtmlPages(html.bytes, scope)
  expect(labels.length).toBeGreaterThan(20)
  expect(book.list).toEqual(labels)
  expect(book.pages.map(({ label }) => label)).toEqual(labels)
  // The colophon of a web edition is its last page, even if printed elsewhere.
  expect(web.map(({ label }) => label)).toEqual([
    ...labels.filter((label) => !isColophon(label)),
    ...labels.filter(isColophon)
  ])
  expect(textsOf(book.pages)).toEqual(textsOf(printed))
  expect(textsOf(web)).toEqual(textsOf(printed))
  for (const { label, ids } of [...book.pages, ...web]) {
    // The focusable region is the whole text.
    const there = printed.find((page) => page.label === label)?.ids ?? []
    expect(there, label).toEqual(expect.arrayContaining(ids.filter((id) => id !== 'text')))
  }
  return [
    ...printed
      .map(({ text }) => text)
      .join('')
      .normalize('NFC')
  ].length
}

function textsOf(pages: ReadonlyArray<PageText>): Readonly<Record<string, string>> {
  return Object.fromEntries(pages.map(({ label, text }) => [label, text]))
}

/** Read the text of a PDF page by page from its tags, independently of the program. */
async function readPdfPages(
  bytes: Uint8Array,
  parts: ReadonlyArray<string>,
  scope: Scope
): Promise<ReadonlyArray<PageText>> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const labels = (await document.getPageLabels()) ?? []
  const ids = new Map<number, string[]>()
  for (const [id, [page]] of Object.entries(await document.getDestinations())) {
    const index = await document.getPageIndex(page)
    ids.set(index, [...(ids.get(index) ?? []), id])
  }
  const pages: PageText[] = []
  for (const [index, label] of labels.entries()) {
    const pieces = await piecesOf(await document.getPage(index + 1))
    const isText = parts[index] === 'text' || parts[index] === 'blank'
    const wanted = pieces.filter(({ path, text }) =>
      isText ? isWanted(path, text, scope) : path.endsWith('/H1')
    )
    const text = plain(wanted.map((piece) => piece.text).join(''))
    pages.push({ label, text, ids: ids.get(index) ?? [] })
  }
  await document.destroy()
  return pages
}

/** Generated content, in words of any template; the office of a signatory is a label too, but is text. */
const marker = /^([•■□]|（?([0-9]+|[一二三四五六七八九十百]+)[.）、]|[a-z]\.|[①-⑳])$/u
const heading = /^(注释|编者注)$/

/** Calls, labels of lists, headings of notes and readings are left out. */
function isWanted(path: string, text: string, { notes, editors }: Scope): boolean {
  if (path === '' || /\/RT\b/.test(path)) return false
  if (/\/Note\b/.test(path) && !(path.includes('/Sect/') ? notes : editors)) return false
  const label = text.trim()
  if (path.endsWith('/Lbl')) return !marker.test(label)
  if (/\/H[2-6]$/.test(path) && heading.test(label)) return false
  return !(/\/Reference\b/.test(path) && /^([0-9]+|[a-z])$/.test(label))
}

/** The texts of marked content with their roles; artifacts have none. */
async function piecesOf(
  page: PDFPageProxy
): Promise<ReadonlyArray<Readonly<{ path: string; text: string }>>> {
  const paths = new Map<string, string>()
  const walk = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    if ('id' in node) paths.set(String(node.id), path)
    const role = 'role' in node ? `${path}/${String(node.role)}` : path
    if (!('children' in node) || !Array.isArray(node.children)) return
    for (const child of node.children) walk(child, role)
  }
  walk(await page.getStructTree(), '')
  const { items } = await page.getTextContent({
    includeMarkedContent: true,
    disableNormalization: true
  })
  const pieces: { path: string; text: string }[] = []
  for (const item of items) {
    if ('str' in item) {
      const last = pieces.at(-1)
      if (last) last.text += item.str
    } else pieces.push({ path: paths.get(item.id ?? '') ?? '', text: '' })
  }
  return pieces.map(({ path, text }) => {
    // Editors' additions are between generated brackets.
    return { path, text: path.includes('/Document/Note') ? text.replaceAll(/[〔〕]/g, '') : text }
  })
}

/** Read the text of a web page from each mark of a page to the next. */
function readHtmlPages(bytes: Uint8Array, scope: Scope): ReadonlyArray<PageText> {
  return readMarkup(strFromU8(bytes), scope)
}

/** Read an EPUB as the spine has it, from mark to mark; and what its page list says, in order. */
function readEpubPages(
  bytes: Uint8Array,
  scope: Scope
): Readonly<{ pages: ReadonlyArray<PageText>; list: ReadonlyArray<string> }> {
  const files = unzipSync(bytes)
  const open = (path: string) => strFromU8(files[path] ?? new Uint8Array())
  const [, opf = ''] = /full-path="([^"]+)"/.exec(open('META-INF/container.xml')) ?? []
  const folder = opf.replace(/[^/]*$/, '')
  const book = open(opf)
  const hrefOf = (id: string) => new RegExp(`<item id="${id}" href="([^"]+)"`).exec(book)?.[1] ?? ''
  const spine = Array.from(book.matchAll(/<itemref idref="([^"]+)"/g), ([, id = '']) => hrefOf(id))
  const documents = spine.map((href) => open(folder + href))
  const [, nav = ''] = /<item[^>]*href="([^"]+)"[^>]*properties="nav"/.exec(book) ?? []
  const [, list = ''] = /<nav epub:type="page-list"(.*?)<\/nav>/s.exec(open(folder + nav)) ?? []
  return {
    pages: readMarkup(documents.join(''), scope),
    list: Array.from(list.matchAll(/<a href="([^"#]*)#([^"]+)">([^<]+)<\/a>/g), (entry) => {
      const [, href = '', id = '', label = ''] = entry
      const isThere = open(folder + href).includes(` id="${id}"`)
      return isThere && id === `page-${label}` ? label : `${label}: no ${id} in ${href}`
    })
  }
}

const token = /<!.*?>|<\?.*?>|<(\/?)([\w:-]+)((?:[^">]|"[^"]*")*?)(\/?)>|[^<]+/gs
const empty = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function readMarkup(markup: string, scope: Scope): ReadonlyArray<PageText> {
  const source = markup.replaceAll(/<(head|style|script)\b.*?<\/\1>/gs, '')
  const pages: { label: string; text: string; ids: string[] }[] = []
  const open: boolean[] = []
  let waiting: string[] = []
  for (const [all, end, name = '', attributes = '', closed] of source.matchAll(token)) {
    const [, label] = / id="page-([^"]+)"/.exec(attributes) ?? []
    if (label !== undefined) pages.push({ label, text: '', ids: [] })
    const last = pages.at(-1)
    if (end === '/') open.pop()
    else if (name !== '' && closed !== '/' && !empty.test(name)) {
      open.push(open.at(-1) === true || isLeftOut(name, attributes, scope))
      const [, id] = / id="([^"]+)"/.exec(attributes) ?? []
      if (id !== undefined && open.at(-1) !== true) waiting.push(id)
    } else if (name === '' && last && !all.startsWith('<') && open.at(-1) !== true) last.text += all
    // A picture is on its page, like text.
    const isSeen = name === 'img' || (name === '' && !all.startsWith('<') && all.trim() !== '')
    if (!isSeen || open.at(-1) === true) continue
    last?.ids.push(...waiting)
    waiting = []
  }
  return pages.map((page) => ({ ...page, text: plain(decode(page.text)) }))
}

function isLeftOut(name: string, attributes: string, { notes, editors }: Scope): boolean {
  if (/ data-apparatus="generated"/.test(attributes) || /^r[tp]$/.test(name)) return true
  // Editors' notes are within the section of notes.
  if (/ data-footnotes\b|"doc-endnotes"|class="footnotes"/.test(attributes)) return !notes
  return !editors && name === 'aside' && / data-apparatus="editor"/.test(attributes)
}

function decode(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, number, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (number) return String.fromCodePoint(Number(number))
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: '’', nbsp: ' ' }[String(name)] ?? all
  })
}

function plain(text: string): string {
  return text.replaceAll(/\s/gu, '').normalize('NFD')
}
