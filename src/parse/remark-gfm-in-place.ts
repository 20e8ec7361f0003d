import remarkGfm from 'remark-gfm'
import type { Data, Processor } from 'unified'

type Extension = NonNullable<Data['micromarkExtensions']>[number]
type Constructs = NonNullable<Extension['text']>[string]
type Construct = Exclude<NonNullable<Constructs>, ReadonlyArray<unknown>>
type State = ReturnType<Construct['tokenize']>
type Code = Parameters<State>[0]
type Hook = Parameters<Construct['tokenize']>[0]['attempt']

/**
 * Support GFM, for texts where Chinese may follow an address without a space.
 *
 * A literal address ends before the first non-ASCII character (RFC 3986), as in
 * `见https://example.org/，又`; GFM would include the rest of the sentence. Addresses are not searched
 * for in the tree, since nodes made there have no place in the source. A single tilde is not
 * strikethrough: it denotes a range.
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

/**
 * Let a construct, and the constructs it tries, see a space for every non-ASCII character.
 *
 * @param outer the present code of the construct that tries this one.
 */
function endBeforeChinese(construct: Construct, outer?: Readonly<{ code: Code }>): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      const at: { code: Code } = { code: null }
      const here = outer ?? at
      let isOver = false
      const end =
        (state: State): State =>
        () => {
          isOver = true
          return state(here.code)
        }
      const within =
        (state: State): State =>
        (code) => {
          at.code = code
          const next = state(here.code !== null && here.code > 0x7f ? 0x20 : here.code)
          return next && !isOver ? within(next) : next
        }
      const nest =
        (hook: Hook): Hook =>
        (tried, done, failed) =>
          hook(isConstruct(tried) ? endBeforeChinese(tried, here) : tried, done, failed)
      const nested = { ...effects, attempt: nest(effects.attempt), check: nest(effects.check) }
      return within(construct.tokenize.call(this, nested, end(ok), end(nok)))
    }
  }
}

function isConstruct(tried: Parameters<Hook>[0]): tried is Construct {
  return 'tokenize' in tried && typeof tried.tokenize === 'function'
}
