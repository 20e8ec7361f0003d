import type { Element } from 'hast'
import { h } from 'hastscript'
import { type Book, placeName } from '../book.ts'
import { type Cell, digest, markLanguages, section, table } from './html.ts'
import type { AccountEntry } from './input.ts'

/** Set where the text comes from, and what was cleaned, decided and corrected. */
export function setProvenance(
  { meta, body, outline }: Book,
  account?: ReadonlyArray<AccountEntry>
): Element {
  const { source, corrections, lang } = meta
  const cleaned = source?.normalised ?? []
  return section('text', 'Text', [
    source
      ? h('p', [
          'Received as ',
          ...markLanguages(source.file, lang),
          source.complete ? ', whole. SHA-256 ' : ', which breaks off. SHA-256 ',
          digest(source.sha256)
        ])
      : h('p', 'The source names no received text, so there is none it could be held against.'),
    ...(source
      ? [
          h('h3', 'Cleaned'),
          cleaned.length === 0
            ? h('p', 'Nothing.')
            : h(
                'ul',
                { className: ['cleaned'] },
                cleaned.map((what) => h('li', markLanguages(what, lang)))
              )
        ]
      : []),
    ...(account ? [h('h3', 'Decided and accounted for'), setAccount(account, lang)] : []),
    h('h3', 'Corrected since it was published'),
    corrections.length === 0
      ? h('p', 'Nothing.')
      : table(
          'corrections',
          ['Day', 'Place', 'What'],
          corrections.map(({ date, at, what }): ReadonlyArray<Cell> => {
            const place = at === undefined ? '–' : placeName(at, { body, outline })
            return [date, markLanguages(place, lang), markLanguages(what, lang)]
          })
        )
  ])
}

function setAccount(account: ReadonlyArray<AccountEntry>, lang: string): Element {
  if (account.length === 0)
    return h('p', 'Nothing differs from the received text as it was cleaned.')
  return table(
    'what differs from the received text',
    ['What', 'Place', 'Ruled'],
    account.map(({ what, at, line, ruled }): ReadonlyArray<Cell> => {
      const places = [at, line === undefined ? undefined : `line ${line}`]
      const place = places.filter((part) => part !== undefined).join(', ')
      return [markLanguages(what, lang), place || '–', markLanguages(ruled, lang)]
    })
  )
}
