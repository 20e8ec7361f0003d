import type { Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { EXIT, visit } from 'unist-util-visit'

/** The parts of a book that name its places. */
type PlaceContext = Readonly<{
  body: Root
  outline: ReadonlyArray<Readonly<{ id: string; enumerator: string; text: string }>>
}>

/**
 * Name the place an identifier stands for in a reader's words: 第57段, 第二章第一节, 三、（二）政治领域合作, 题名, 注1; a
 * signatory by office and name.
 */
export function placeName(id: string, { body, outline }: PlaceContext): string {
  const [, kind, mark = ''] = /^(p|note-|call-)(\w+)/.exec(id) ?? []
  if (kind === 'p' && /^\d+$/.test(mark)) return `第${mark}段`
  if (kind === 'note-' || kind === 'call-') return /^\d/.test(mark) ? `注${mark}` : `编者注${mark}`
  if (id === 'title') return '题名'
  const heading = outline.find((heading) => heading.id === id)
  if (!heading) return wordsAt(id, body)
  const above = outline.filter((other) => id.startsWith(`${other.id}-`))
  // 第二章 is a name by itself; 二、 needs the words after it.
  const own = heading.enumerator.startsWith('第') ? heading.enumerator : heading.text
  return [...above.map(({ enumerator }) => enumerator), own].join('')
}

/** Read the text of an element, or its ARIA label if it has one. */
function wordsAt(id: string, body: Root): string {
  let words = id
  visit(body, 'element', (element) => {
    if (element.properties.id !== id) return undefined
    const { ariaLabel } = element.properties
    words = typeof ariaLabel === 'string' ? ariaLabel : textOf(element)
    return EXIT
  })
  return words
}
