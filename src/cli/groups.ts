import type { Message, Severity } from './messages.ts'

/** Messages of one rule and severity, in order. */
export type Group = readonly [Message, ...ReadonlyArray<Message>]

/** Worst first. */
export const severities: ReadonlyArray<Severity> = ['error', 'warning', 'remark']

/** Group messages by rule, errors first. */
export function groupsOf(messages: ReadonlyArray<Message>): ReadonlyArray<Group> {
  const groups = new Map<string, [Message, ...Array<Message>]>()
  for (const severity of severities) {
    for (const message of messages.filter((message) => message.severity === severity)) {
      const key = `${severity} ${message.rule}`
      const group = groups.get(key)
      if (group) group.push(message)
      else groups.set(key, [message])
    }
  }
  return [...groups.values()]
}

/** Count messages by severity: `1 error, 2 warnings`. */
export function countOf(messages: ReadonlyArray<Message>): string {
  const counts = severities.map((severity) => {
    const count = messages.filter((message) => message.severity === severity).length
    return count === 0 ? [] : `${count} ${severity}${count === 1 ? '' : 's'}`
  })
  return counts.flat().join(', ')
}
