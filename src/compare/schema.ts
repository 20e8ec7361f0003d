import * as v from 'valibot'
import type { Comparison } from './comparison.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const words = v.exactOptional(v.string())
const number = v.exactOptional(count)

const range = v.strictObject({
  from: count,
  to: count,
  character: count,
  page: words,
  pageNumber: number,
  line: number
})

const side = v.strictObject({
  text: v.string(),
  ranges: v.array(range),
  page: words,
  line: number,
  section: words,
  paragraph: words,
  place: v.string(),
  markdown: v.exactOptional(v.strictObject({ line: count, column: count }))
})

const stand = v.strictObject({
  from: words,
  to: words,
  page: words,
  line: number,
  place: v.string()
})

const state = v.strictObject({
  name: v.string(),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  pages: number,
  unpaged: words
})

/** The schema of NAME.errata.json; see `Comparison` for its members. */
export const comparisonSchema: v.GenericSchema<Comparison> = v.strictObject({
  format: v.literal('kanben-corrections'),
  version: v.literal(1),
  title: v.string(),
  template: v.string(),
  old: state,
  new: state,
  common: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  corrections: v.array(
    v.strictObject({
      kind: v.picklist(['changed', 'added', 'removed']),
      old: side,
      new: side,
      moved: v.boolean(),
      told: v.boolean()
    })
  ),
  moves: v.array(v.strictObject({ old: stand, new: stand, blocks: count, text: v.string() })),
  forms: v.array(
    v.strictObject({
      what: v.picklist(['kind', 'parted', 'joined', 'markup']),
      old: stand,
      new: stand,
      text: v.string(),
      from: v.string(),
      to: v.string()
    })
  ),
  fields: v.array(v.strictObject({ name: v.string(), old: words, new: words })),
  identifiers: v.array(v.strictObject({ old: v.string(), new: v.string() })),
  pages: v.exactOptional(
    v.strictObject({
      changed: v.array(
        v.strictObject({
          page: v.string(),
          number: count,
          why: v.picklist(['correction', 'moved-text', 'apparatus', 'folio', 'new', 'other'])
        })
      ),
      leaves: v.array(v.array(v.string()))
    })
  )
})
