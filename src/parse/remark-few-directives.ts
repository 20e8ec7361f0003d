import remarkDirective from 'remark-directive'
import type { Data, Processor } from 'unified'

type Micromark = NonNullable<Data['micromarkExtensions']>[number]
type Constructs = NonNullable<NonNullable<Micromark['text']>[string]>
type Construct = Exclude<Constructs, ReadonlyArray<unknown>>
type State = ReturnType<Construct['tokenize']>

/** What the one directive within a line begins with. */
const beginning = ':span['

const colon = 0x3a

/**
 * Support directives as blocks, and of those within a line `:span[…]{…}`.
 *
 * There a colon is a colon otherwise: `注:见下文` would be one too, and swallow its text.
 */
export function remarkFewDirectives(this: Processor): undefined {
  remarkDirective.call(this)
  const extension = this.data('micromarkExtensions')?.at(-1)
  const construct = extension?.text?.[colon]
  if (!extension || !construct || 'at' in construct) return
  extension.text = { [colon]: afterBeginning(construct) }
}

/** Try a construct only where a text goes on as the directive begins. */
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
