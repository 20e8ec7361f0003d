import * as v from 'valibot'
import type { DeepReadonly } from '../book.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const page = v.pipe(v.string(), v.description('Label of the printed page'))
const line = v.pipe(count, v.description('The printed line'))
const from = v.optional(v.pipe(v.string(), v.description('The first identifier')))
const to = v.optional(v.pipe(v.string(), v.description('The last identifier')))

const changedRange = v.strictObject({
  from: v.pipe(count, v.description('Unicode code points of `text`')),
  to: count,
  character: v.pipe(
    count,
    v.description('Its first character in the document, white space not counted')
  ),
  page: v.optional(page),
  pageNumber: v.optional(v.pipe(count, v.description('Number of its page, from 1'))),
  line: v.optional(line)
})

/** One side of a correction. */
const side = v.strictObject({
  text: v.pipe(
    v.string(),
    v.description('The sentences with the change; empty if nothing is on this side')
  ),
  ranges: v.pipe(
    v.array(changedRange),
    v.description('What changed; an empty range marks where something is missing')
  ),
  page: v.optional(page),
  line: v.optional(line),
  section: v.optional(v.string()),
  paragraph: v.optional(v.string()),
  place: v.pipe(v.string(), v.description("The place in a reader's words: 第57段")),
  markdown: v.optional(
    v.pipe(
      v.strictObject({ line: count, column: count }),
      v.description('Its place in the Markdown; missing for the title')
    )
  )
})

const correction = v.strictObject({
  kind: v.picklist(['changed', 'added', 'removed']),
  old: side,
  new: side,
  moved: v.pipe(v.boolean(), v.description('Whether its paragraph was moved')),
  told: v.pipe(v.boolean(), v.description('Whether `corrections:` in the new source records it'))
})

/** The place of consecutive blocks, and where the first is printed. */
const blockPlace = v.strictObject({
  from,
  to,
  page: v.optional(page),
  line: v.optional(line),
  place: v.string()
})

const move = v.strictObject({
  old: blockPlace,
  new: blockPlace,
  blocks: count,
  text: v.pipe(v.string(), v.description('Their beginning'))
})

const form = v.strictObject({
  what: v.pipe(
    v.picklist(['kind', 'parted', 'joined', 'markup']),
    v.description(
      'A block of another kind, such as a heading turned into a paragraph; paragraphs or lines parted or joined; inline markup'
    )
  ),
  old: blockPlace,
  new: blockPlace,
  text: v.string(),
  from: v.pipe(v.string(), v.description('The kind or markup before')),
  to: v.string()
})

const changedPage = v.strictObject({
  page,
  number: v.pipe(count, v.description('From 1')),
  why: v.pipe(
    v.picklist(['correction', 'moved-text', 'apparatus', 'folio', 'new', 'other']),
    v.description(
      'It has a correction, text moved to or from it, it is contents or colophon, only its folio or running head differs, it is a new page, or something else such as an image'
    )
  )
})

const state = v.strictObject({
  name: v.pipe(v.string(), v.description('A path, or REVISION:path')),
  sha256: v.pipe(
    v.string(),
    v.regex(/^[0-9a-f]{64}$/),
    v.description('Of the Markdown, with U+000A line ends')
  ),
  pages: v.optional(count),
  unpaged: v.optional(v.pipe(v.string(), v.description('Why there are no pages')))
})

/** How two states of a document differ: what `kanben compare` writes as NAME.errata.json. */
export const comparisonSchema = v.strictObject({
  format: v.literal('kanben-corrections'),
  version: v.literal(1),
  title: v.string(),
  template: v.string(),
  old: state,
  new: state,
  common: v.pipe(
    v.number(),
    v.minValue(0),
    v.maxValue(1),
    v.description('Share of the characters of the longer text that are in both')
  ),
  corrections: v.pipe(
    v.array(correction),
    v.description('Changes of words in a sentence, or in consecutive ones')
  ),
  moves: v.array(move),
  forms: v.pipe(v.array(form), v.description('Changes of form that keep the words')),
  fields: v.pipe(
    v.array(
      v.strictObject({
        name: v.string(),
        old: v.optional(v.string()),
        new: v.optional(v.string())
      })
    ),
    v.description('Fields of the front matter that differ; values are written as JSON')
  ),
  identifiers: v.pipe(
    v.array(v.strictObject({ old: v.string(), new: v.string() })),
    v.description('Paragraphs and sections with a changed identifier')
  ),
  pages: v.optional(
    v.strictObject({
      changed: v.pipe(v.array(changedPage), v.description('The printed pages that differ')),
      leaves: v.pipe(
        v.array(v.array(v.string())),
        v.description('The leaves to reprint, each by its page labels')
      )
    })
  )
})

export type Comparison = DeepReadonly<v.InferOutput<typeof comparisonSchema>>
export type Correction = Comparison['corrections'][number]
export type Side = Correction['old']
export type ChangedRange = Side['ranges'][number]
export type Move = Comparison['moves'][number]
export type BlockPlace = Move['old']
export type ChangedPage = NonNullable<Comparison['pages']>['changed'][number]
