import type { Element } from 'hast'
import { h, s } from 'hastscript'
import { digestOf } from '../book.ts'
import { type Cell, count, digest, markLanguages, section, size, table } from './html.ts'
import type { Product, ReportInput } from './input.ts'

/** Set the content of each edition's file by size. */
export function setSizes(products: ReadonlyArray<Product>, lang: string): Element {
  const rows = products.flatMap(({ edition: { bytes, holdings = [] }, name }) => {
    const whole: ReadonlyArray<Cell> = [markLanguages(name, lang), '', '', size(bytes.length)]
    return [
      whole,
      ...holdings.map((holding): ReadonlyArray<Cell> => {
        return [
          h('span', { className: ['part'] }, holding.what),
          holding.count === undefined ? '' : count(holding.count),
          bar(holding.bytes / bytes.length),
          size(holding.bytes)
        ]
      })
    ]
  })
  if (rows.length === 0) return section('sizes', 'Sizes', [h('p', 'Nothing was made.')])
  const heads = ['What it holds', 'Number', 'Share', 'Size']
  return section('sizes', 'Sizes', [table('what the editions hold', heads, rows, new Set([1, 3]))])
}

function bar(share: number): Element {
  const percent = Number((share * 100).toFixed(1))
  return s('svg', { className: ['bar'], role: 'img', ariaLabel: `${Math.round(percent)} %` }, [
    s('rect', { className: ['whole'], width: '100%', height: '100%' }),
    s('rect', { width: `${percent}%`, height: '100%' })
  ])
}

/** Set the SHA-256 of all inputs and outputs. */
export function setDigests(input: ReportInput, lang: string): Element {
  const { name, book, template, products, lists } = input
  const source = book?.meta.source
  const inputs: ReadonlyArray<readonly [what: string, name: string, sha256: string]> = [
    ...(input.digest === undefined ? [] : [['Markdown', name, input.digest] as const]),
    ...(source ? [['received text', source.file, source.sha256] as const] : []),
    ...(book?.assets ?? []).map(({ url, bytes }) => ['image', url, digestOf(bytes)] as const),
    ...(template?.inputs ?? []).map(({ name, sha256 }) => ['template', name, sha256] as const),
    ...(template?.fonts ?? []).map(({ family, weight, typeface, bytes }) => {
      return ['font', `${typeface.name} (${family} ${weight})`, digestOf(bytes)] as const
    }),
    ...(template?.profile
      ? [['press profile', template.profile.condition, digestOf(template.profile.bytes)] as const]
      : [])
  ]
  const outputs = [
    ...products.map(({ edition: { bytes }, name, isWritten }) => {
      return [isWritten ? 'edition' : 'withheld', name, digestOf(bytes)] as const
    }),
    ...lists.map(({ name, bytes }) => ['page map', name, digestOf(bytes)] as const)
  ]
  const set = (rows: ReadonlyArray<readonly [string, string, string]>) =>
    rows.map(([what, name, sha256]): ReadonlyArray<Cell> => {
      const kind = h('span', { className: ['aside'] }, what)
      return [[...markLanguages(name, lang), kind], digest(sha256)]
    })
  return section('digests', 'Digests', [
    h(
      'p',
      'SHA-256. As long as those of the inputs and the program are the same, so are those of the outputs.'
    ),
    h('h3', 'Inputs'),
    table('the digests of the inputs', ['Input', 'SHA-256'], set(inputs)),
    ...(outputs.length === 0
      ? []
      : [
          h('h3', 'Outputs'),
          table('the digests of the outputs', ['Output', 'SHA-256'], set(outputs))
        ])
  ])
}
