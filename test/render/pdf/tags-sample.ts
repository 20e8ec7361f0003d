import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString
} from '@cantoo/pdf-lib'
import { getDocument } from '../../../src/verify/read/pdf/pdfjs.ts'

/** An element of the tag tree of a file; its kids are elements, texts and annotations. */
export type Node = Readonly<{
  role: string
  dict: PDFDict
  /** The pages its own content is on. */
  pages: ReadonlyArray<number>
  kids: ReadonlyArray<Node | string | PDFDict>
}>

/** Read the tag tree of a PDF, its text as pdf.js reads it. */
export async function readNodes(bytes: Uint8Array): Promise<Node> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const texts = await readTexts(bytes)
  const pages = document.getPages().map(({ ref }) => ref.toString())
  const root = document.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
  return read(root.lookup(PDFName.of('K'), PDFDict))

  function read(dict: PDFDict): Node {
    const found = new Set<number>()
    const own = (holder: PDFDict) => pages.indexOf(String(holder.get(PDFName.of('Pg'))))
    const text = (page: number, number: number) => {
      found.add(page)
      return texts.get(`${page} ${number}`) ?? ''
    }
    const kids = entriesOf(dict).map((kid): Node | string | PDFDict => {
      if (kid instanceof PDFNumber) return text(own(dict), kid.asNumber())
      if (!(kid instanceof PDFDict)) throw new Error(`Unexpected kid ${kid}`)
      const type = String(kid.get(PDFName.of('Type')))
      if (type === '/OBJR') return kid.lookup(PDFName.of('Obj'), PDFDict)
      if (type !== '/MCR') return read(kid)
      return text(own(kid), kid.lookup(PDFName.of('MCID'), PDFNumber).asNumber())
    })
    const role = dict.lookup(PDFName.of('S'), PDFName).decodeText()
    return { role, dict, pages: [...found], kids }
  }
}

function entriesOf(dict: PDFDict): ReadonlyArray<unknown> {
  const kids = dict.lookup(PDFName.of('K'))
  const list = kids instanceof PDFArray ? kids.asArray() : kids ? [kids] : []
  return list.map((kid) => dict.context.lookup(kid))
}

/** The text of marked content by page and number; of artifacts, by page and `artifact`. */
async function readTexts(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const texts = new Map<string, string>()
  for (let page = 0; page < document.numPages; page++) {
    const { items } = await (await document.getPage(page + 1)).getTextContent({
      includeMarkedContent: true,
      disableNormalization: true
    })
    let key = ''
    for (const item of items) {
      if ('str' in item) texts.set(key, (texts.get(key) ?? '') + item.str)
      else if (item.type === 'endMarkedContent') key = `${page} none`
      else key = `${page} ${/_mc(\d+)$/.exec(item.id ?? '')?.[1] ?? 'artifact'}`
    }
  }
  await document.destroy()
  return texts
}

/** List an element and its descendants, in reading order. */
export function* walkNodes(node: Node): Generator<Node> {
  yield node
  for (const kid of node.kids) if (isNode(kid)) yield* walkNodes(kid)
}

/** Write an element as one line, without white space: `P[一Strong[二]]`; `@` is an annotation. */
export function outlineOf(node: Node): string {
  const kids = node.kids.map((kid) => {
    if (typeof kid === 'string') return kid.replaceAll(/\s/gu, '')
    return isNode(kid) ? outlineOf(kid) : '@'
  })
  return `${node.role}[${kids.join('')}]`
}

/** Tell the text of an element. */
export function wordsOf(node: Node): string {
  return node.kids
    .map((kid) => (typeof kid === 'string' ? kid : isNode(kid) ? wordsOf(kid) : ''))
    .join('')
}

function isNode(kid: Node | string | PDFDict): kid is Node {
  return typeof kid === 'object' && 'role' in kid
}

/** Read a text of a dictionary. */
export function textAt(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key))
  return value instanceof PDFHexString || value instanceof PDFString
    ? value.decodeText()
    : undefined
}
