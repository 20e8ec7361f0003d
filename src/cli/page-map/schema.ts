import * as v from 'valibot'
import type { DeepReadonly, Pagination } from '../../index.ts'

type Part = Pagination['pages'][number]['part']

const parts = [
  ...(['half-title', 'title', 'contents', 'text', 'colophon'] as const),
  'blank'
] as const satisfies ReadonlyArray<Part>

const sha256 = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{64}$/),
  v.description('SHA-256, lower-case hexadecimal.')
)
const file = v.pipe(v.string(), v.description('Name of the file.'))
const label = v.pipe(
  v.string(),
  v.description('Page label, as printed where the page has a folio: iii, 12.')
)
const block = v.pipe(
  v.string(),
  v.description(
    'Identifier all editions share: title, s3-2, p57, sig4, note-1. A block that has none is named by the one before it and how many such follow that one: p57+2.'
  )
)
const count = (what: string) => v.pipe(v.number(), v.integer(), v.minValue(0), v.description(what))

const page = v.strictObject({
  label,
  part: v.pipe(v.picklist(parts), v.description('The part of the book it belongs to.')),
  block: v.optional(block),
  offset: v.optional(count('How many characters of the block stand on the pages before.'))
})

/** A page map file: `NAME.pages.json`. */
export const pageMapSchema = v.pipe(
  v.strictObject({
    format: v.literal('kanben-pages'),
    version: v.literal(2),
    title: v.string(),
    identifier: v.optional(v.pipe(v.string(), v.description('URI of the text.'))),
    template: v.string(),
    pdf: v.strictObject({ file, sha256, pages: count('Its pages.') }),
    markdown: v.strictObject({ file, sha256 }),
    characters: count('Unicode code points of the text but white space.'),
    pages: v.pipe(v.array(page), v.description('A page without block has nothing of the text.')),
    blocks: v.pipe(
      v.array(
        v.strictObject({
          block,
          characters: count(
            'Its characters: the first is counted behind all of the blocks before.'
          ),
          pages: v.pipe(v.array(label), v.description('The pages it stands on.'))
        })
      ),
      v.description('The whole text, in reading order.')
    )
  }),
  v.title('Page map'),
  v.description('Where in the text each printed page of a PDF begins.')
)

export type PageMapFile = DeepReadonly<v.InferOutput<typeof pageMapSchema>>

/** A page, and where in a block of the text it begins, if it has any text. */
export type PageRow = PageMapFile['pages'][number]

/** A block of the text, its length, and the pages it is on. */
export type BlockRow = PageMapFile['blocks'][number]
