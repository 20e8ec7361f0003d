import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import rehypeStringify from 'rehype-stringify'
import { unified } from 'unified'
import { generator, type PagePicture } from '../book.ts'
import type { Comparison, Correction, Side } from './comparison.ts'
import { type Mark, marksOf } from './marks.ts'
import { style } from './redline-style.ts'
import type { State } from './state.ts'

/** Pictures of pages of both states, by the index of the page. */
export type Pictures = Readonly<{
  old: ReadonlyMap<number, PagePicture>
  now: ReadonlyMap<number, PagePicture>
}>

/** Corrections on the same two pages, with a number each. */
type Group = Readonly<{
  old: number | undefined
  now: number | undefined
  corrections: ReadonlyArray<Readonly<{ number: number; correction: Correction }>>
}>

/** List the indices of the pages the redline page shows, limited on each side. */
export function picturedPages(
  { corrections }: Comparison,
  most: number
): Readonly<{ old: ReadonlyArray<number>; now: ReadonlyArray<number> }> {
  const pages = (side: 'old' | 'new') =>
    [...new Set(corrections.map((correction) => pageOf(correction[side])))]
      .flatMap((page) => page ?? [])
      .sort((one, other) => one - other)
      .slice(0, most)
  return { old: pages('old'), now: pages('new') }
}

/**
 * Write the redline page: every correction with its sentence before and after, and pictures of both
 * printed pages with its place marked. One file without network access or scripts.
 */
export function writeRedline(
  comparison: Comparison,
  old: State,
  now: State,
  pictures: Pictures
): string {
  const { title, corrections, common } = comparison
  const groups = groupsOf(corrections)
  const { lang } = now.book.meta
  const page = h(null, [
    { type: 'doctype' },
    h('html', { lang: 'en' }, [
      h('head', [
        h('meta', { charSet: 'utf-8' }),
        h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
        h('meta', { name: 'generator', content: generator }),
        h('meta', { name: 'color-scheme', content: 'light dark' }),
        h('title', `Corrections: ${title}`),
        h('style', style)
      ]),
      h('body', [
        h('header', [
          h('p', { className: ['kicker'] }, 'Corrections'),
          h('h1', { lang }, title),
          h('dl', [
            ...term('Before', comparison.old),
            ...term('After', comparison.new),
            h('dt', 'In common'),
            h('dd', `${(common * 100).toFixed(common > 0.999 ? 2 : 1)} % of the characters`)
          ])
        ]),
        h('main', [
          summary(comparison),
          ...groups.map((group) => section(group, old, now, pictures))
        ])
      ])
    ])
  ])
  return `${unified().use(rehypeStringify).stringify(page)}\n`
}

function term(
  label: string,
  { name, sha256, pages, unpaged }: Comparison['old']
): ElementContent[] {
  const printed = pages === undefined ? `not printed: ${unpaged ?? 'no PDF'}` : `${pages} pages`
  return [h('dt', label), h('dd', [`${name}, ${printed}`, h('br'), h('code', `SHA-256 ${sha256}`)])]
}

/** Summarise what has no single place: pages to reprint, moves, form, identifiers. */
function summary(comparison: Comparison): Element {
  const { corrections, moves, forms, fields, identifiers, pages } = comparison
  const told = corrections.filter((correction) => correction.told).length
  const lines = [
    `${corrections.length} corrections, ${told} of them told under corrections: in the front matter`,
    ...(pages
      ? [
          pages.changed.length === 0
            ? 'No printed page differs'
            : `Printed pages that differ: ${pages.changed.map(({ page, why }) => `${page} (${words[why]})`).join(', ')}`,
          ...(pages.leaves.length > 0
            ? [
                `Leaves to print again: ${pages.leaves.map((leaf) => leaf.join(' and ')).join('; ')}`
              ]
            : [])
        ]
      : []),
    ...moves.map(({ old, new: now }) => `Moved: ${old.place} to ${now.place}`),
    ...fields.map(({ name }) => `Front matter differs: ${name}`),
    ...(forms.length > 0 ? [`${forms.length} changes of form, the words being the same`] : []),
    ...(identifiers.length > 0
      ? [
          `${identifiers.length} identifiers moved, the first ${identifiers[0]?.old} to ${identifiers[0]?.new}`
        ]
      : [])
  ]
  return h(
    'ul',
    { className: ['summary'] },
    lines.map((line) => h('li', line))
  )
}

const words = {
  correction: 'corrected',
  'moved-text': 'text moved',
  apparatus: 'contents or colophon',
  folio: 'folio',
  new: 'new',
  other: 'otherwise'
} as const

/** Group consecutive corrections on the same pages. */
function groupsOf(corrections: ReadonlyArray<Correction>): ReadonlyArray<Group> {
  const groups: {
    old: number | undefined
    now: number | undefined
    corrections: { number: number; correction: Correction }[]
  }[] = []
  for (const [index, correction] of corrections.entries()) {
    const [old, now] = [pageOf(correction.old), pageOf(correction.new)]
    const last = groups.at(-1)
    const entry = { number: index + 1, correction }
    if (last && last.old === old && last.now === now) last.corrections.push(entry)
    else groups.push({ old, now, corrections: [entry] })
  }
  return groups
}

function pageOf({ ranges: [first] }: Side): number | undefined {
  return first?.pageNumber === undefined ? undefined : first.pageNumber - 1
}

function section(group: Group, old: State, now: State, pictures: Pictures): Element {
  const { lang } = now.book.meta
  const figures = [
    figure('Before', group.old, old, pictures.old, group, 'old'),
    figure('After', group.now, now, pictures.now, group, 'new')
  ].flatMap((each) => each ?? [])
  return h('section', [
    h(
      'ol',
      group.corrections.map(({ number, correction }) => entry(number, correction, lang))
    ),
    ...(figures.length > 0 ? [h('div', { className: ['pages'] }, figures)] : [])
  ])
}

function entry(
  number: number,
  { old, new: now, told, kind, moved }: Correction,
  lang: string
): Element {
  const spot = ({ page, line }: Side) =>
    page === undefined ? [] : [`page ${page}${line === undefined ? '' : `, line ${line}`}`]
  const [before, after] = [spot(old)[0], spot(now)[0]]
  const printed = before === after ? before : [before, after].filter(Boolean).join(' → ')
  const place = kind === 'removed' ? old.place || now.place : now.place || old.place
  const notes = [
    ...(moved ? ['in a paragraph that was moved'] : []),
    ...(told ? [] : ['not told in the front matter'])
  ]
  return h('li', { value: number, id: `c${number}` }, [
    h('h2', [
      h('a', { href: `#c${number}` }, `${number}`),
      ` ${kind}`,
      ...(printed ? [`, ${printed}`] : []),
      ...(place === '' ? [] : [', ', h('span', { lang }, place)])
    ]),
    ...(old.text === '' ? [] : [h('p', { lang, className: ['old'] }, marked(old, 'del'))]),
    ...(now.text === '' ? [] : [h('p', { lang, className: ['new'] }, marked(now, 'ins'))]),
    ...(notes.length > 0 ? [h('p', { className: ['note'] }, notes.join('; '))] : [])
  ])
}

function marked({ text, ranges }: Side, tag: 'del' | 'ins'): ElementContent[] {
  const characters = [...text]
  let at = 0
  const parts = ranges.flatMap(({ from, to }): ElementContent[] => {
    const before = characters.slice(at, from).join('')
    at = to
    const changed = characters.slice(from, to).join('')
    return [
      ...(before === '' ? [] : [{ type: 'text', value: before } as const]),
      ...(changed === '' ? [] : [h(tag, changed)])
    ]
  })
  const rest = characters.slice(at).join('')
  return rest === '' ? parts : [...parts, { type: 'text', value: rest }]
}

function figure(
  label: string,
  page: number | undefined,
  { print }: State,
  pictures: ReadonlyMap<number, PagePicture>,
  { corrections }: Group,
  side: 'old' | 'new'
): Element | undefined {
  if (page === undefined || !print) return undefined
  const folio = print.pagination.pages[page]?.label
  const picture = pictures.get(page)
  if (!picture)
    return h(
      'p',
      { className: ['note'] },
      `${label}: page ${folio} is not pictured, as there are many`
    )
  const { width, height, bytes } = picture
  const marks = corrections.flatMap(({ number, correction }) =>
    marksOf(correction[side], print)
      .filter((mark) => mark.page === page)
      .map((mark) => markBox(mark, number))
  )
  const source = `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`
  return h('figure', [
    h('figcaption', `${label}: page ${folio}`),
    h('div', { className: ['page'] }, [
      h('img', { src: source, width, height, alt: `${label}: printed page ${folio}` }),
      ...marks
    ])
  ])
}

function markBox({ x, y, width, height }: Mark, number: number): Element {
  const share = (value: number) => `${(value * 100).toFixed(3)}%`
  const place = `left:${share(x)};top:${share(y)};width:${share(width)};height:${share(height)}`
  return h('a', {
    href: `#c${number}`,
    className: ['mark'],
    style: place,
    ariaLabel: `Correction ${number}`
  })
}
