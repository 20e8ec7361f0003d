import type { Element } from 'hast'
import { h } from 'hastscript'
import { generator, type Target } from '../book.ts'
import { type Cell, count, counted, markLanguages, section, size, table } from './html.ts'
import type { Product, ReportInput } from './input.ts'
import { type Group, ranks } from './notices.ts'

/** Names of the editions. */
const editionNames: Readonly<Record<Target, string>> = {
  pdf: 'PDF for readers',
  press: 'PDF for a press',
  booklet: 'Booklet',
  cover: 'Cover',
  epub: 'EPUB',
  html: 'Web page'
}

/** Set the verdict: whether the editions were written, and a table of them. */
export function setVerdict(input: ReportInput, groups: ReadonlyArray<Group>): Element {
  const { products, template, strict, name, book } = input
  const lang = book?.meta.lang ?? 'zh-Hans'
  const facts: ReadonlyArray<readonly [string, Cell]> = [
    ['Source', markLanguages(name, lang)],
    ...(template ? ([['Template', markLanguages(template.name, lang)]] as const) : []),
    ['Warnings', strict ? 'withhold an edition' : 'are told, and withhold nothing'],
    ['Made by', generator]
  ]
  const isWhole = products.length > 0 && products.every(({ isWritten }) => isWritten)
  const sound = groups.every(({ rank }) => rank === 'remark')
  const state = isWhole ? (sound ? 'sound' : 'warned') : 'withheld'
  return section('verdict', 'Verdict', [
    h('p', { className: ['verdict', state] }, sentence(input, groups)),
    h(
      'dl',
      { className: ['facts'] },
      facts.flatMap(([term, value]) => [
        h('dt', term),
        h('dd', typeof value === 'string' ? value : [...('type' in value ? [value] : value)])
      ])
    ),
    ...(products.length > 0 ? [setEditions(products, lang)] : [])
  ])
}

/** Summarise the result in a sentence. */
function sentence({ products, strict }: ReportInput, groups: ReadonlyArray<Group>): string {
  const found = tally(groups)
  const withheld = products.filter(({ isWritten }) => !isWritten).length
  const isStrict = strict && groups.some(({ rank }) => rank === 'warning')
  const because = `${found && `: ${found}`}.${isStrict ? ' A warning withholds an edition here.' : ''}`
  if (products.length === 0) return `No edition could be made${because}`
  if (withheld > 0) return `${these(withheld, products.length)} withheld${because}`
  const written = `${these(products.length, products.length)} written`
  return found === '' ? `${written}, and nothing was found.` : `${written}. Found: ${found}.`
}

/** Name some of the editions: `The edition was`, `1 of 3 editions was`, `All 3 editions were`. */
function these(some: number, all: number): string {
  if (all === 1) return 'The edition was'
  if (some === all) return `All ${count(all)} editions were`
  return `${count(some)} of ${count(all)} editions ${some === 1 ? 'was' : 'were'}`
}

/** Count what was found: `1 error, 4 warnings and 2 remarks`. */
function tally(groups: ReadonlyArray<Group>): string {
  const parts = ranks.flatMap((rank) => {
    const own = groups.filter((group) => group.rank === rank)
    const number = own.reduce((sum, { notices }) => sum + notices.length, 0)
    return number > 0 ? [counted(number, rank)] : []
  })
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}

function setEditions(products: ReadonlyArray<Product>, lang: string): Element {
  const heads = ['Edition', 'File', 'State', 'Pages', 'Characters', 'Checks', 'Size']
  const rows = products.map(({ edition, name, isWritten }): ReadonlyArray<Cell> => {
    const { target, isOnSite, bytes, map, pagination, characters, checks } = edition
    const pages = (map ?? pagination)?.pages.length
    return [
      isOnSite ? 'Page of the site' : editionNames[target],
      markLanguages(name, lang),
      isWritten ? 'written' : h('strong', 'withheld'),
      pages === undefined ? '–' : count(pages),
      characters === undefined ? '–' : count(characters),
      checks === undefined ? '–' : count(checks),
      size(bytes.length)
    ]
  })
  return table('editions', heads, rows, new Set([3, 4, 5, 6]))
}
