import * as v from 'valibot'
import { forbiddenCharacter, type Meta } from '../book.ts'

const line = v.pipe(v.string(), v.check(isLine))

/** A title page has no room for longer names. */
const name = v.pipe(
  line,
  v.check((text) => [...text].length <= 200)
)

/** Words of the text, or none; leading or trailing white space may be what was corrected. */
const words = v.pipe(
  v.string(),
  v.check((text) => !/[\n\t]/.test(text) && !forbiddenCharacter.test(text))
)

const flag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((word) => word === 'true')
)

const received = v.object({
  file: line,
  sha256: v.pipe(v.string(), v.hexadecimal(), v.length(64), v.toLowerCase()),
  decisions: v.exactOptional(line),
  complete: flag,
  normalised: v.optional(v.array(line), [])
})

const correction = v.object({
  date: v.pipe(v.string(), v.check(isCalendarDate)),
  what: line,
  at: v.exactOptional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/))),
  from: v.exactOptional(words),
  to: v.exactOptional(words)
})

const top = v.object({
  title: v.pipe(
    line,
    v.check((title) => title.split('|').every((part) => part.trim() !== ''))
  ),
  lang: v.pipe(v.string(), v.check(isChinese)),
  type: v.pipe(v.string(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,31}$/u)),
  date: v.pipe(v.string(), v.check(isCalendarDate)),
  place: v.exactOptional(name),
  body: v.exactOptional(name),
  identifier: v.exactOptional(v.pipe(v.string(), v.check(isAbsoluteUri))),
  supplement: v.optional(flag, 'false'),
  source: v.exactOptional(received),
  corrections: v.optional(v.array(correction), [])
})

const oneLine = 'one line of text'

/** What each field of the front matter must be, by path: `title`, `source.sha256`. */
export const expectations: Readonly<Record<string, string>> = {
  title: 'one line of text, with `|` only between two parts of it',
  lang: 'a language tag that begins with zh, for example zh-Hans',
  type: 'one word for the kind of document, for example declaration',
  date: 'a calendar date YYYY-MM-DD',
  place: `${oneLine}, at most 200 characters`,
  body: `${oneLine}, at most 200 characters`,
  identifier: 'an absolute URI',
  supplement: 'true or false',
  source: 'the fields file, sha256 and complete',
  'source.file': 'a path relative to this file',
  'source.sha256': '64 hexadecimal digits',
  'source.decisions': 'a path relative to this file',
  'source.complete': 'true or false',
  'source.normalised': 'a list of lines of text',
  corrections: 'a list of corrections, each with date and what',
  'corrections.date': 'a calendar date YYYY-MM-DD',
  'corrections.what': oneLine,
  'corrections.at': 'an identifier of the text, such as p57',
  'corrections.from': 'words on one line, or none',
  'corrections.to': 'words on one line, or none'
}

/** A field that is missing (`found` is `undefined`) or wrong. */
export type FieldFault = Readonly<{ path: ReadonlyArray<string>; found: unknown }>

/**
 * Validate the fields of a front matter, whose scalars are all strings.
 *
 * @returns the fields, or each fault.
 */
export function validateFields(
  value: unknown
): Readonly<{ fields: Omit<Meta, 'titleLines'> } | { faults: ReadonlyArray<FieldFault> }> {
  const result = v.safeParse(top, value, { abortPipeEarly: true })
  if (result.success) return { fields: result.output }
  return {
    faults: result.issues.map(({ path, input }) => ({
      path: (path ?? []).map(({ key }) => String(key)),
      found: input
    }))
  }
}

function isLine(text: string): boolean {
  return (
    text !== '' && text === text.trim() && !/[\n\t]/.test(text) && !forbiddenCharacter.test(text)
  )
}

/** Language tags: BCP 47. */
function isChinese(tag: string): boolean {
  try {
    return /^zh(?:-|$)/i.test(tag) && Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** RFC 3986, 4.3. */
function isAbsoluteUri(text: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:[!-~]+$/i.test(text) &&
    !/["<>\\^`{|}]/.test(text) &&
    !/^(?:javascript|vbscript|data|file|blob):/i.test(text) &&
    URL.canParse(text)
  )
}
