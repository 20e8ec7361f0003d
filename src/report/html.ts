import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { forbiddenCharacter } from '../book.ts'

const serializer = unified().use(rehypeStringify).freeze()

/** Write elements as HTML, one line each; invisible characters are written as code points. */
export function writeHtml(...elements: ReadonlyArray<Element>): string {
  return elements
    .map((element) => `${serializer.stringify({ type: 'root', children: [element] })}\n`)
    .join('')
    .replaceAll(new RegExp(forbiddenCharacter, 'gu'), (character) => `[${codeOf(character)}]`)
}

/** Mark the Chinese in an English sentence with its language. */
export function markLanguages(text: string, lang: string): Array<ElementContent> {
  return text.split(/`([^`]+)`/).flatMap((part, index): Array<ElementContent> => {
    const told = part.split(runs).flatMap((run) => tell(run, lang))
    // In messages, literal text is in backticks.
    return index % 2 === 1 ? [h('code', told)] : told
  })
}

function tell(run: string, lang: string): Array<ElementContent> {
  if (run === '') return []
  return [/\p{Script=Han}/u.test(run) ? h('span', { lang }, run) : { type: 'text', value: run }]
}

/** Han characters with adjacent marks and digits. */
const runs = /([\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF…—“”‘’·\d]+)/u

function codeOf(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Write a number as English does: `13,013`. */
export function count(number: number): string {
  return String(Math.round(number)).replaceAll(/\B(?=(?:\d{3})+$)/g, ',')
}

/** Write a number and what it counts: `1 page`, `35 pages`. */
export function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`
}

/** Write a size with its unit: `940 B`, `84 kB`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes < 1e3) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

/** Write a digest, which may wrap anywhere. */
export function digest(sha256: string): Element {
  return h('code', { className: ['digest'] }, sha256)
}

/** Set a section with a heading the contents link to. */
export function section(
  id: string,
  heading: string,
  children: ReadonlyArray<ElementContent>
): Element {
  return h('section', { id, ariaLabelledBy: [`${id}-heading`] }, [
    h('h2', { id: `${id}-heading` }, heading),
    ...children
  ])
}

/**
 * Set a table with column heads, in a scrollable box.
 *
 * @param name subject of the table.
 * @param figures indices of columns of figures, set flush right.
 */
export function table(
  name: string,
  heads: ReadonlyArray<string>,
  rows: ReadonlyArray<ReadonlyArray<Cell>>,
  figures: ReadonlySet<number> = new Set()
): Element {
  const look = (column: number) => (figures.has(column) ? { className: ['figure'] } : {})
  const body = rows.map((cells) =>
    h(
      'tr',
      cells.map((cell, column) =>
        column === 0
          ? h('th', { scope: 'row', ...look(column) }, children(cell))
          : h('td', look(column), children(cell))
      )
    )
  )
  const head = h(
    'tr',
    heads.map((head, column) => h('th', { scope: 'col', ...look(column) }, head))
  )
  return h('section', { className: ['table'], tabIndex: 0, ariaLabel: `Table of ${name}` }, [
    h('table', [h('thead', [head]), h('tbody', body)])
  ])
}

/** The content of a table cell. */
export type Cell = string | Element | ReadonlyArray<ElementContent>

function children(cell: Cell): Array<ElementContent> {
  if (typeof cell === 'string') return [{ type: 'text', value: cell }]
  return 'type' in cell ? [cell] : [...cell]
}
