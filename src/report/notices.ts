import type { VFileMessage } from 'vfile-message'
import {
  type Box,
  type Measured,
  type PrintedPlace,
  printedPlaceOf,
  type RuleId,
  rules
} from '../book.ts'

/** The severity of a problem. */
export type Rank = 'error' | 'warning' | 'remark'

/** A message with its number in the report and its printed places. */
export type Notice = Readonly<{
  number: number
  rank: Rank
  message: VFileMessage
  places: ReadonlyArray<PrintedPlace>
}>

/** The messages of one rule, and how to fix them. */
export type Group = Readonly<{
  rule: string
  fix: string
  rank: Rank
  notices: ReadonlyArray<Notice>
}>

/** The most severe first. */
export const ranks: ReadonlyArray<Rank> = ['error', 'warning', 'remark']

/**
 * Group messages by rule, most severe first, and number them in that order.
 *
 * @param measured the measured lines, by which a problem of the source is located on pages.
 */
export function groupNotices(
  messages: ReadonlyArray<VFileMessage>,
  measured?: Measured
): ReadonlyArray<Group> {
  const placesOf = placer(measured)
  const told = onceEach(messages)
  let number = 0
  return ranks.flatMap((rank) => {
    const own = told.filter((message) => rankOf(message) === rank)
    const names = new Set(own.map(ruleOf))
    return [...names].map((rule): Group => {
      const notices = own.filter((message) => ruleOf(message) === rule).map(noticeOf)
      return { rule, fix: isRule(rule) ? rules[rule].fix : '', rank, notices }
    })

    function noticeOf(message: VFileMessage): Notice {
      number += 1
      return { number, rank, message, places: placesOf(message) }
    }
  })
}

/** Remove duplicates: editions with the same pages have the same problems. */
function onceEach(messages: ReadonlyArray<VFileMessage>): ReadonlyArray<VFileMessage> {
  const told = new Map<string, VFileMessage>()
  for (const message of messages) {
    const key = `${message} ${message.ruleId}`
    if (!told.has(key)) told.set(key, message)
  }
  return [...told.values()]
}

function rankOf({ fatal }: VFileMessage): Rank {
  return fatal ? 'error' : fatal === false ? 'warning' : 'remark'
}

function ruleOf({ ruleId = '' }: VFileMessage): string {
  return ruleId
}

function isRule(name: string): name is RuleId {
  return name in rules
}

/**
 * Make a function that locates messages on pages: by their printed place, or by the lines printed
 * from their source line.
 */
function placer(measured?: Measured): (message: VFileMessage) => ReadonlyArray<PrintedPlace> {
  const printed = new Map<number, Map<number, Box>>()
  for (const { page, box, source } of measured?.lines ?? []) {
    if (source === undefined) continue
    const pages = printed.get(source) ?? new Map<number, Box>()
    const before = pages.get(page)
    pages.set(page, before ? around(before, box) : box)
    printed.set(source, pages)
  }
  return (message) => {
    const place = printedPlaceOf(message)
    if (place) return [place]
    return [...(printed.get(message.line ?? -1) ?? [])].map(([page, box]) => ({ page, box }))
  }
}

function around(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)]
  const right = Math.max(one.x + one.width, other.x + other.width)
  const foot = Math.max(one.y + one.height, other.y + other.height)
  return { x, y, width: right - x, height: foot - y }
}
