import * as v from 'valibot'
import { forbiddenCharacter } from './forbidden-character.ts'
import { type DeepReadonly, expectationsOf, flag, match, text } from './schema.ts'

const line = text('one line of text', isLine)

/** A title page has no room for longer names. */
const name = text('one line of text, at most 200 characters', (text) => {
  return isLine(text) && [...text].length <= 200
})

const path = text('a path relative to this file', isLine)

/** Leading or trailing white space may be what was corrected. */
const words = text('words on one line, or none', (text) => {
  return !/[\n\t]/.test(text) && !forbiddenCharacter.test(text)
})

const date = v.pipe(
  text('a calendar date YYYY-MM-DD', isCalendarDate),
  v.metadata({ json: { type: 'string', format: 'date' } })
)

const received = v.strictObject(
  {
    file: v.pipe(
      path,
      v.description('Path of the received text, in the folder of the source or below')
    ),
    sha256: v.pipe(
      v.string('64 hexadecimal digits'),
      v.hexadecimal(),
      v.length(64),
      v.toLowerCase(),
      v.description('SHA-256 of the received text')
    ),
    decisions: v.exactOptional(
      v.pipe(path, v.description('Path of the decisions file the text was cleaned with'))
    ),
    complete: v.pipe(flag, v.description('Whether the received text is whole')),
    normalised: v.optional(
      v.pipe(
        v.array(line, 'a list of lines of text'),
        v.description('What cleaning changed, one sentence for each kind of change')
      ),
      []
    )
  },
  'the fields file, sha256 and complete'
)

const correction = v.strictObject(
  {
    date: v.pipe(date, v.description('The day it was made, not before the date of the document')),
    what: v.pipe(line, v.description('What was corrected, in one sentence')),
    at: v.exactOptional(
      v.pipe(
        match('an identifier of the text, such as p57', /^[a-z][a-z0-9-]*$/),
        v.description('Identifier of its paragraph or section in the present text: p57')
      )
    ),
    from: v.exactOptional(
      v.pipe(words, v.description('The former words; empty if words were only added'))
    ),
    to: v.exactOptional(
      v.pipe(words, v.description('The new words; empty if words were only removed'))
    )
  },
  'a list of corrections, each with date and what'
)

/**
 * The front matter of a source as written, all values strings. Its types, the messages about a field
 * and the JSON Schema for editors are made of it.
 */
export const frontMatterSchema = v.pipe(
  v.strictObject({
    title: v.pipe(
      text('one line of text, with `|` only between two parts of it', (title) => {
        return isLine(title) && title.split('|').every((part) => part.trim() !== '')
      }),
      v.description('The title; `|` marks where a line of it may end, and is not part of it')
    ),
    lang: v.pipe(
      text('a language tag that begins with zh, for example zh-Hans', isChinese),
      v.metadata({ json: { type: 'string', pattern: '^[Zz][Hh](-|$)' } }),
      v.description('Language tag (BCP 47) that begins with zh: zh-Hans')
    ),
    type: v.pipe(
      match(
        'one word for the kind of document, for example declaration',
        /^[\p{L}\p{N}][\p{L}\p{N}-]{0,31}$/u
      ),
      v.description('Kind of document, for example declaration')
    ),
    date: v.pipe(date, v.description('Date of the document')),
    place: v.exactOptional(v.pipe(name, v.description('Place of signature'))),
    body: v.exactOptional(v.pipe(name, v.description('Issuing body (发文机关)'))),
    identifier: v.exactOptional(
      v.pipe(
        text('an absolute URI', isAbsoluteUri),
        v.description('Stable URI of the text, if its publisher has given it one')
      )
    ),
    supplement: v.optional(
      v.pipe(flag, v.description('Whether the `:::supplement` blocks are printed')),
      'false'
    ),
    source: v.exactOptional(
      v.pipe(received, v.description('Where the text was received from, as `clean` writes it'))
    ),
    corrections: v.optional(
      v.pipe(
        v.array(correction, 'a list of corrections, each with date and what'),
        v.description('Corrections made after publication')
      ),
      []
    )
  }),
  v.title('kanben front matter'),
  v.description('The fields above a source of kanben')
)

/** What each field of the front matter must be, by path: `title`, `source.sha256`. */
export const frontMatterExpectations = expectationsOf(frontMatterSchema)

/** The fields of a front matter, valid one by one. */
type FrontMatterFields = DeepReadonly<v.InferOutput<typeof frontMatterSchema>>

/** A place in a file; line and column count from 1. */
type Point = Readonly<{ line: number; column: number }>

/** A correction of a published text. `from` and `to` are given together or not at all, and differ. */
export type Correction = FrontMatterFields['corrections'][number] &
  Readonly<{
    /** Where the entry and its fields are in the front matter. */
    places?: Readonly<{ entry: Point; at?: Point; from?: Point; to?: Point }>
  }>

/** The validated front matter of a source file. */
export type Meta = Omit<FrontMatterFields, 'corrections'> &
  Readonly<{
    /** The title in the lines its author prefers: as written, split at `|`; `title` has none. */
    titleLines: ReadonlyArray<string>
    /** Corrections made after publication, ordered by date. */
    corrections: ReadonlyArray<Correction>
  }>

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
