import { countOf } from './characters.ts'

/** The text of one block of an edition, as its bytes give it back. */
export type Passage = Readonly<{
  /** The text as it stands, white space included; never white space alone. */
  text: string
  /** Where a person finds it: a file of an EPUB; empty in an edition of one file. */
  where: string
}>

/** What a node of parsed markup is, whatever parsed it. */
export type Markup<Node> =
  | Readonly<{ kind: 'text'; value: string }>
  | Readonly<{
      kind: 'element'
      name: string
      attribute: (name: string) => string | undefined
      children: ReadonlyArray<Node>
    }>

/** Elements whose text no reader sees. */
const unseen = new Set(['head', 'title', 'style', 'script', 'template', 'noscript', 'rp'])

/** Elements that stand in a line with the text around them; all others are blocks. */
export const inline: ReadonlySet<string> = new Set(
  (
    'a abbr b bdi bdo br cite code data del dfn em i img input ins kbd label mark q ruby rb rt rtc s ' +
    'samp small span strong sub sup time u var wbr'
  ).split(' ')
)

/**
 * Take the text out of parsed markup, in reading order, one passage a block.
 *
 * What kanben added (`data-apparatus="generated"`) and what nobody sees is left out.
 */
export function passagesOf<Node>(
  root: Node,
  look: (node: Node) => Markup<Node> | undefined,
  where: string
): ReadonlyArray<Passage> {
  const passages: Passage[] = []
  let text = ''
  function end(): void {
    if (text.trim() !== '') passages.push({ text, where })
    text = ''
  }
  function walk(node: Node): void {
    const markup = look(node)
    if (markup?.kind === 'text') text += markup.value
    if (markup?.kind !== 'element' || isLeftOut(markup)) return
    const isBlock = !inline.has(markup.name)
    if (isBlock) end()
    for (const child of markup.children) walk(child)
    if (isBlock) end()
  }
  walk(root)
  end()
  return passages
}

/** Where an edition says that a page of the PDF begins: its label, and the character that follows. */
export type PageMark = Readonly<{ label: string; character: number }>

/**
 * Find the marks of pages in parsed markup, in reading order: the elements whose identifier is
 * `page-` and a label, wherever they stand.
 *
 * @returns them, and the number of characters the markup has.
 */
export function marksOf<Node>(
  root: Node,
  look: (node: Node) => Markup<Node> | undefined
): Readonly<{ marks: ReadonlyArray<PageMark>; characters: number }> {
  const marks: PageMark[] = []
  let characters = 0
  function walk(node: Node, isRead: boolean): void {
    const markup = look(node)
    if (markup?.kind === 'text' && isRead) characters += countOf(markup.value)
    if (markup?.kind !== 'element') return
    const label = /^page-(.+)$/s.exec(markup.attribute('id') ?? '')?.[1]
    if (label !== undefined) marks.push({ label, character: characters })
    for (const child of markup.children) walk(child, isRead && !isLeftOut(markup))
  }
  walk(root, true)
  return { marks, characters }
}

function isLeftOut<Node>(element: Extract<Markup<Node>, { kind: 'element' }>): boolean {
  const style = element.attribute('style') ?? ''
  return (
    unseen.has(element.name) ||
    element.attribute('data-apparatus') === 'generated' ||
    element.attribute('hidden') !== undefined ||
    /display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)/i.test(style)
  )
}
