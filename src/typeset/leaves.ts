import type { Element } from 'hast'
import { h } from 'hastscript'
import type { VFile } from 'vfile'
import {
  type Book,
  type Leaf,
  type PartName,
  type RunningHead,
  report,
  type Settings
} from '../book.ts'
import { buildPages, type PageContent } from './build-pages.ts'
import { setColophonBlocks } from './compose/colophon.ts'
import { contentsGrid, setContentsBlocks } from './compose/contents.ts'
import { type FlowBlock, type LayoutContext, linesOf } from './compose/flow-block.ts'
import { setHeadTitle } from './compose/head-title.ts'
import { compose } from './compose.ts'
import { fitTitle, titleRoom, titleWidth } from './fit-title.ts'
import { setHalfTitle, setTitlePage } from './title-page.ts'

/** The trees of generated parts. */
export type GeneratedParts = Readonly<{ contents: Element; colophon: Element }>

/** A page before it becomes a leaf: its part and its content. */
type PartPage = Readonly<{ part: PartName | 'blank'; page: PageContent }>

const empty: PageContent = { content: [], blocks: [], begun: [] }

/** Most width of a character in a running head, in em of the body, with letter-spacing. */
const headSize = 0.9

/** Parts that begin on a recto; others begin on the next page. */
const rectos: ReadonlyArray<PartName> = ['half-title', 'title', 'contents', 'text']

/**
 * Lay out all pages: the parts in the template's order, blank pages before parts that begin on a
 * recto, page labels, and the contents with page numbers.
 */
export function setLeaves(
  book: Book,
  trees: GeneratedParts,
  context: Omit<LayoutContext, 'notes' | 'isFoot'>,
  file: VFile
): ReadonlyArray<Leaf> {
  const { settings } = context
  const { text, notes } = compose(book.body, context)
  for (const block of text) reportTall(block, settings, file)
  const full = { ...context, notes: new Map<string, number>(), isFoot: false }
  const widthOf = titleWidth(settings, context.advance)
  const title = fitTitle(book.meta, titleRoom(settings, 'title'), widthOf)
  const hasTitlePage = settings.parts.includes('title')
  const headed = hasTitlePage ? text : [setHeadTitle(full, book.meta), ...text]
  const textPages = buildPages(headed, notes, settings)
  const labels = new Map(
    textPages.flatMap(({ begun }, index) =>
      begun.flatMap(({ element }) => {
        const { id } = element.properties
        return typeof id === 'string' ? [[id, `${index + 1}`] as const] : []
      })
    )
  )
  const makers: Readonly<Record<PartName, () => ReadonlyArray<PageContent>>> = {
    'half-title': () => [{ ...empty, content: [setHalfTitle(title)] }],
    title: () => [{ ...empty, content: [setTitleUpright(full, setTitlePage(book.meta, title))] }],
    contents: () =>
      book.outline.length === 0
        ? []
        : buildPages(
            setContentsBlocks(full, trees.contents, book.outline, labels),
            [],
            contentsGrid(settings)
          ),
    text: () => textPages,
    colophon: () => buildPages(setColophonBlocks(full, trees.colophon), [], settings)
  }
  const partPages: PartPage[] = []
  for (const part of settings.parts) {
    const pages = makers[part]()
    const isVerso = partPages.length % 2 === 1
    if (rectos.includes(part) && isVerso && pages.length > 0) {
      partPages.push({ part: 'blank', page: empty })
    }
    for (const page of pages) partPages.push({ part, page })
  }
  return setFurniture(partPages, book, settings)
}

/** Report a row taller than a page, which would be cut off. */
function reportTall({ rows, repeat, element }: FlowBlock, { lines }: Settings, file: VFile): void {
  // The head of a table is repeated on each of its pages.
  const alone = repeat > 0 ? rows.slice(1) : rows
  const height = repeat + Math.max(0, ...alone.map((row) => row.height))
  if (height <= lines) return
  const reason = `Unexpected row of ${Math.ceil(height)} lines in a ${element.tagName}, expected at most ${lines}`
  report(file, 'page-room', reason, element)
}

/** In vertical writing, set numbers and quotation marks of the title page as in the text. */
export function setTitleUpright(context: LayoutContext, tree: Element): Element {
  if (context.settings.writing === 'horizontal') return tree
  const isInline = tree.children.every((child) => child.type === 'text')
  const room = { room: context.settings.measure, indent: 0, align: 'start' } as const
  const children = isInline
    ? linesOf(context, tree.children, 'body', room).flatMap(({ content }) => content)
    : tree.children.map((child) =>
        child.type === 'element' ? setTitleUpright(context, child) : child
      )
  return { ...tree, children }
}

/** Give each page its label, folio and running head. */
function setFurniture(
  partPages: ReadonlyArray<PartPage>,
  book: Book,
  settings: Settings
): ReadonlyArray<Leaf> {
  const front = partPages.findIndex(({ part }) => part === 'text')
  return partPages.map(({ part, page }, index) => {
    const label = index < front ? roman(index + 1) : `${index - front + 1}`
    const isBare = page.content.length === 0 || !['contents', 'text'].includes(part)
    const hasFolio = !isBare && (index >= front || settings.frontFolios === 'roman')
    const isOpening = part !== 'text' || (page.begun[0]?.begins ?? 'anywhere') !== 'anywhere'
    const side = settings.heads[index % 2 === 0 ? 'recto' : 'verso']
    const head = isBare || isOpening ? '' : headOf(side, page, book, settings)
    const kind = page.content.length === 0 ? 'blank' : part
    const isMirrored = settings.mirrored && index % 2 === 1
    const own = [...(hasFolio ? [] : ['bare']), ...(isMirrored ? ['mirrored'] : [])]
    const classes = ['leaf', `leaf-${kind}`, ...own]
    const tree = h('section', { className: classes }, [...page.content])
    return { tree, label, folio: hasFolio ? label : '', head, part: kind }
  })
}

/** Choose the running head, one line beside the folio; a longer one is truncated with …… */
function headOf(
  what: RunningHead,
  { blocks }: PageContent,
  { meta, outline }: Book,
  { measure }: Settings
): string {
  if (what === 'none') return ''
  const [section] = blocks[0]?.path ?? []
  const id = String(section?.properties.ariaLabelledBy)
  const heading = outline.find((heading) => heading.id === id)
  const head = what === 'title' ? meta.title : (heading?.text ?? '')
  const room = Math.floor(measure / headSize) - 2
  const characters = [...head]
  return characters.length <= room + 2 ? head : `${characters.slice(0, room).join('')}……`
}

function roman(number: number): string {
  const signs = { c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 }
  let rest = number
  return Object.entries(signs).reduce((text, [sign, value]) => {
    const times = Math.floor(rest / value)
    rest -= times * value
    return text + sign.repeat(times)
  }, '')
}
