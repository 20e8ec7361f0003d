import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { count, counted, markLanguages, section } from './html.ts'
import type { ReportInput } from './input.ts'
import type { Group, Notice } from './notices.ts'
import type { ShownPages } from './pages.ts'

/** Most messages shown for one rule. */
const most = 200

/**
 * Set the messages by rule, each with its number, its source line, and a link to its mark.
 *
 * @param pages the pages that are shown.
 */
export function setMessages(
  { name, book }: ReportInput,
  groups: ReadonlyArray<Group>,
  pages: ShownPages
): Element {
  const lang = book?.meta.lang ?? 'zh-Hans'
  if (groups.length === 0) return section('messages', 'Messages', [h('p', 'There are none.')])
  return section(
    'messages',
    'Messages',
    groups.map(({ rule, fix, rank, notices }) => {
      const rest = notices.length - most
      return h('section', { className: ['rule', rank], ariaLabelledBy: [`rule-${rule}`] }, [
        h('h3', { id: `rule-${rule}` }, [
          h('code', rule || 'no rule'),
          ' ',
          h('span', { className: ['tally'] }, counted(notices.length, rank))
        ]),
        ...(fix ? [h('p', { className: ['fix'] }, markLanguages(fix, lang))] : []),
        h(
          'ol',
          { className: ['notices'] },
          notices.slice(0, most).map((notice) => setNotice(notice, name, lang, pages))
        ),
        ...(rest > 0 ? [h('p', `And ${count(rest)} more of the same rule.`)] : [])
      ])
    })
  )
}

function setNotice(
  { number, message, places }: Notice,
  name: string,
  lang: string,
  { isShown, nameOf }: ShownPages
): Element {
  const { line, column, reason } = message
  const marked = places.find(({ page }) => isShown(page))
  const label = count(number)
  const where: ReadonlyArray<ElementContent> = [
    ...(line === undefined
      ? []
      : [
          h('span', { className: ['where'] }, markLanguages(`${name}:${line}:${column ?? 1}`, lang))
        ]),
    ...(marked ? [h('a', { href: `#mark-${number}` }, `marked on ${nameOf(marked.page)}`)] : [])
  ]
  return h('li', { id: `message-${number}` }, [
    h('span', { className: ['number'] }, label),
    h('div', [
      h('p', markLanguages(reason, lang)),
      ...(where.length > 0 ? [h('p', { className: ['places'] }, [...where])] : [])
    ])
  ])
}
