import remarkDirective from 'remark-directive'
import type { Data, Processor } from 'unified'

type Micromark = NonNullable<Data['micromarkExtensions']>[number]
type Constructs = NonNullable<NonNullable<Micromark['text']>[string]>
type Construct = Exclude<Constructs, ReadonlyArray<unknown>>
type State = ReturnType<Construct['tokenize']>

/** The start of the only inline directive. */
const beginning = ':span['

const colon = 0x3a

/**
 * Support block directives, and `:span[…]{…}` as the only inline directive.
 *
 * Any other inline colon is literal: otherwise `注:见下文` would be a directive and lose its text.
 */
export function remarkFewDirectives(this: Processor): undefined {
  remarkDirective.call(this)
  const extension = this.data('micromarkExtensions')?.at(-1)
  const construct = extension?.text?.[colon]
  if (!extension || !construct || 'at' in construct) return
  extension.text = { [colon]: afterBeginning(construct) }
}

/** Try a construct only where the text continues like the start of the directive. */
function afterBeginning(construct: Construct): Construct {
  return {
    ...construct,
    tokenize(effects, ok, nok) {
      return effects.check(opening, construct.tokenize.call(this, effects, ok, nok), nok)
    }
  }
}

const opening: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    let at = 0
    const letter: State = (code) => {
      if (at === beginning.length) {
        effects.exit('data')
        return ok(code)
      }
      if (code !== beginning.charCodeAt(at)) return nok(code)
      at += 1
      effects.consume(code)
      return letter
    }
    return (code) => {
      effects.enter('data')
      return letter(code)
    }
  }
}
