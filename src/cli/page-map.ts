import type { Pagination } from '../index.ts'
import type { BlockRow, PageMapFile, PageRow } from './page-map/schema.ts'

/** The document and files a page map describes. */
export type PageMapInput = Readonly<{
  title: string
  identifier?: string
  /** Name of the template. */
  template: string
  /** Names of the files and their SHA-256. */
  pdf: Readonly<{ file: string; sha256: string }>
  markdown: Readonly<{ file: string; sha256: string }>
  pagination: Pagination
}>

/** A block with its name. */
type Named = Readonly<{ name: string; block: Pagination['blocks'][number] }>

/**
 * Write the page map of a PDF as JSON, one line for each page and block: where in the text each
 * page begins, and on which pages each block is.
 *
 * Characters are counted as in `PageStart`, but from the beginning of a block, so that a correction
 * only changes the head, the line of its block and those of pages that now begin elsewhere.
 */
export function writePageMap(mapped: PageMapInput): string {
  const { title, identifier, template, pdf, markdown, pagination } = mapped
  const { characters, pages } = pagination
  const blocks = named(pagination)
  const map: PageMapFile = {
    format: 'kanben-pages',
    version: 2,
    title,
    ...(identifier === undefined ? {} : { identifier }),
    template,
    pdf: { ...pdf, pages: pages.length },
    markdown,
    characters,
    pages: pages.map((page, index) => {
      return pageOf(page, pages[index + 1]?.character ?? characters, blocks)
    }),
    blocks: blocks.map((block) => blockOf(block, pages))
  }
  const members = Object.entries(map).map(([name, value]) => {
    if (!Array.isArray(value)) return `  "${name}": ${line(value)}`
    return `  "${name}": [\n${value.map((row) => `    ${line(row)}`).join(',\n')}\n  ]`
  })
  return `{\n${members.join(',\n')}\n}\n`
}

/** Name the blocks; those without an identifier after the last one that has one. */
function named({ blocks }: Pagination): ReadonlyArray<Named> {
  let last = ''
  let count = 0
  return blocks.map((block) => {
    last = block.id ?? last
    count = block.id === undefined ? count + 1 : 0
    return { name: count === 0 ? last : `${last}+${count}`, block }
  })
}

function pageOf(
  { label, part, character }: Pagination['pages'][number],
  next: number,
  blocks: ReadonlyArray<Named>
): PageRow {
  // Without characters of the text it has no start in it.
  const begun = next > character && blocks.find(({ block: { to } }) => to > character)
  if (!begun) return { label, part }
  return { label, part, block: begun.name, offset: character - begun.block.from }
}

function blockOf(
  { name, block: { from, to, first, last } }: Named,
  pages: Pagination['pages']
): BlockRow {
  const own = pages.slice(first, last + 1).map(({ label }) => label)
  return { block: name, characters: to - from, pages: own }
}

/** One line of JSON, with a space after each colon and comma. */
function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, own]) => `${JSON.stringify(name)}: ${line(own)}`
  )
  return `{ ${members.join(', ')} }`
}
