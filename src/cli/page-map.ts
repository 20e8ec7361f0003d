import type { Pagination } from '../index.ts'

/** What a page map is of. */
export type Mapped = Readonly<{
  title: string
  identifier?: string
  /** Name of the template. */
  template: string
  /** Names of the files, and the SHA-256 of their bytes. */
  pdf: Readonly<{ file: string; sha256: string }>
  markdown: Readonly<{ file: string; sha256: string }>
  pagination: Pagination
}>

/**
 * Write the page map of a PDF as JSON, a line a page and a block, for people and programs: where in
 * the text each page begins, and on which pages each block stands.
 *
 * Characters are counted as `PageStart` says. A page that begins in the text names the nearest
 * identifier at or before its first character, and how far behind the first of that block it is.
 */
export function writePageMap(mapped: Mapped): string {
  const { title, identifier, template, pdf, markdown, pagination } = mapped
  const { characters, pages, blocks } = pagination
  const about = {
    format: 'kanben-pages',
    version: 1,
    title,
    ...(identifier === undefined ? {} : { identifier }),
    template,
    pdf: { ...pdf, pages: pages.length },
    markdown,
    characters
  }
  const members = Object.entries(about).map(([name, value]) => `  "${name}": ${line(value)}`)
  const lists = [
    ['pages', pagesOf(pagination)],
    ['blocks', blocks.map((block) => blockOf(block, pages))]
  ] as const
  for (const [name, rows] of lists) {
    members.push(`  "${name}": [\n${rows.map((row) => `    ${line(row)}`).join(',\n')}\n  ]`)
  }
  return `{\n${members.join(',\n')}\n}\n`
}

function pagesOf({ characters, pages, blocks }: Pagination): ReadonlyArray<object> {
  return pages.map(({ label, part, character }, index) => {
    const next = pages[index + 1]?.character ?? characters
    // What has no character of the text begins nowhere in it.
    if (character === next) return { label, part, character }
    const { id, from } = blocks.findLast(({ id, from }) => id && from <= character) ?? {}
    return { label, part, character, ...(id ? { block: id, offset: character - (from ?? 0) } : {}) }
  })
}

function blockOf(
  { id, from, to, first, last }: Pagination['blocks'][number],
  pages: Pagination['pages']
): object {
  const own = pages.slice(first, last + 1)
  const begun = own.filter(({ character }) => character > from && character < to)
  const breaks = begun.map(({ label, character }) => ({
    page: label,
    character,
    offset: character - from
  }))
  return {
    ...(id ? { id } : {}),
    from,
    to,
    pages: own.map(({ label }) => label),
    ...(breaks.length > 0 ? { breaks } : {})
  }
}

/** One line of JSON, with a space behind each colon and comma. */
function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(
    ([name, own]) => `${JSON.stringify(name)}: ${line(own)}`
  )
  return `{ ${members.join(', ')} }`
}
