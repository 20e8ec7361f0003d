import remarkGfm from 'remark-gfm'
import type { Data, Processor } from 'unified'

type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Constructs = NonNullable<Extension['text']>[string]
type Construct = Exclude<NonNullable<Constructs>, ReadonlyArray<unknown>>
type State = ReturnType<Construct['tokenize']>

/**
 * Support GFM, for texts in which an address may be followed by Chinese without a space.
 *
 * A literal address ends before the first character that is not ASCII (RFC 3986), as in
 * `见https://example.org/，又`; GFM would take the rest of the sentence for a part of it. Nor are
 * addresses looked for in the tree, where what is found loses its place in the source. One tilde
 * strikes nothing out: it stands for a range.
 */
export function remarkGfmInPlace(this: Processor): undefined {
  remarkGfm.call(this, { singleTilde: false })
  for (const extension of [this.data('fromMarkdownExtensions')?.at(-1) ?? []].flat()) {
    delete extension.transforms
  }
  const text = this.data('micromarkExtensions')?.at(-1)?.text ?? {}
  for (const [code, constructs] of Object.entries(text)) {
    text[code] = [constructs ?? []]
      .flat()
      .map((construct) =>
        construct.name?.endsWith('Autolink') ? endBeforeChinese(construct) : construct
      )
  }
}

/** Let a construct see a space wherever the source goes beyond ASCII. */
function endBeforeChinese(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      let isOver = false
      const end =
        (state: State): State =>
        (code) => {
          isOver = true
          return state(code)
        }
      const within =
        (state: State): State =>
        (code) => {
          const next = state(code !== null && code > 0x7f ? 0x20 : code)
          return next && !isOver ? within(next) : next
        }
      return within(construct.tokenize.call(this, effects, end(ok), end(nok)))
    }
  }
}
