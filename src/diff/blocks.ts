import type { Element, Nodes } from 'hast'
import type { Book } from '../book.ts'
import { type Block, type BlockKind, image, type Point, type Span } from './block.ts'

/** Inline elements. */
const inline = new Set(
  'a abbr b br code del em i img input ruby rp rt s small span strong sub sup u'.split(' ')
)

const kindOfTag: Readonly<Partial<Record<string, BlockKind>>> = {
  blockquote: 'quotation',
  caption: 'caption',
  figcaption: 'caption',
  li: 'item',
  pre: 'code',
  td: 'cell',
  th: 'cell'
}

const kindOfClass: Readonly<Partial<Record<string, BlockKind>>> = {
  dateline: 'dateline',
  notes: 'note',
  poem: 'poem',
  signatories: 'signatory'
}

/** What an element passes on to its content. */
type Context = Readonly<{
  id: string | undefined
  kind: BlockKind
  depth: number
  section: string | undefined
}>

/** A block under construction. */
type Draft = Context & {
  text: string
  spans: Span[]
  from: number
  origins: { offset: number; point: Point }[]
}

/**
 * List the blocks of a book in reading order: the title, then the body and its notes. Generated
 * content is left out; editors' additions are of kind `editor`.
 */
export function blocksOf({ meta, body }: Book): ReadonlyArray<Block> {
  const blocks: Block[] = []
  let draft: Draft | undefined
  let count = 0
  const top: Context = { id: undefined, kind: 'paragraph', depth: 0, section: undefined }
  write(meta.title, undefined, { ...top, id: 'title', kind: 'title' }, '')
  end()
  walk(body, top, '')
  return blocks

  function end(): void {
    if (!draft) return
    const { id, section, ...rest } = draft
    const text = rest.text.trimEnd()
    const named = { ...(id === undefined ? {} : { id }), ...(section ? { section } : {}) }
    if (text !== '') blocks.push({ ...named, ...rest, text })
    draft = undefined
  }

  function write(value: string, node: Nodes | undefined, context: Context, form: string): void {
    const folded = context.kind === 'code' ? value : value.replaceAll(/\s+/gu, ' ')
    draft ??= { ...context, text: '', spans: [], from: count, origins: [] }
    const isBare = draft.text === '' || /\s$/u.test(draft.text)
    const added = isBare && context.kind !== 'code' ? folded.trimStart() : folded
    if (added === '') return
    const from = draft.text.length
    const point = node?.position?.start
    if (point) {
      const { line, column } = point
      draft.origins.push({ offset: from, point: { line, column } })
    }
    draft.text += added
    if (form !== '') draft.spans.push({ from, to: draft.text.length, form })
    count += [...added.replaceAll(/[\s\uFDD0]/gu, '')].length
  }

  function walk(node: Nodes, outer: Context, form: string): void {
    if (node.type === 'text') write(node.value, node, outer, form)
    if (node.type === 'root') for (const child of node.children) walk(child, outer, form)
    if (node.type !== 'element') return
    if (node.properties.dataApparatus === 'generated') noteCall(node)
    else if (inline.has(node.tagName)) walkInline(node, outer, form)
    else walkBlock(node, outer)
  }

  function walkBlock(node: Element, outer: Context): void {
    end()
    const context = contextOf(node, outer)
    for (const child of node.children) walk(child, context, '')
    end()
  }

  function walkInline(node: Element, outer: Context, form: string): void {
    const own = [form, formOf(node)].filter((each) => each !== '').join(', ')
    if (node.tagName === 'br') write('\n', undefined, { ...outer, kind: 'code' }, '')
    if (node.tagName === 'img') write(image, node, outer, own)
    for (const child of node.children) walk(child, outer, own)
  }

  /** Record a note call as markup; it is not text. */
  function noteCall({ children }: Element): void {
    const [link] = children
    if (!draft || link?.type !== 'element' || link.properties.dataFootnoteRef === undefined) return
    const to = draft.text.length
    draft.spans.push({ from: Math.max(0, to - 1), to, form: `note ${link.properties.href}` })
  }
}

function contextOf({ tagName, properties }: Element, outer: Context): Context {
  const { id, className, dataApparatus, ariaLabelledBy } = properties
  const heading = /^h([2-6])$/.exec(tagName)
  const kind = heading
    ? 'heading'
    : (kindOfTag[tagName] ?? kindOfClass[String(className ?? '')] ?? outer.kind)
  return {
    id: typeof id === 'string' ? id : outer.id,
    // A signatory is more than a list item; a cell in a note is still a note.
    kind:
      dataApparatus === 'editor' || outer.kind === 'editor' ? 'editor' : narrower(outer.kind, kind),
    depth: Number(heading?.[1] ?? 0),
    section: tagName === 'section' ? (ariaLabelledBy?.toString() ?? outer.section) : outer.section
  }
}

function narrower(outer: BlockKind, kind: BlockKind): BlockKind {
  return outer === 'signatory' || outer === 'note' ? outer : kind
}

/** Name inline markup with its distinguishing attributes: the address of a link, the language of words. */
function formOf({ tagName, properties }: Element): string {
  const { href, lang, src, alt, className } = properties
  const told = [href, lang, src, alt, className].flatMap((value) => value ?? [])
  return [tagName, ...told].join(' ')
}
