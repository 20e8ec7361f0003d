import remarkDirective from 'remark-directive'
import type { Processor } from 'unified'

/**
 * Support directives as blocks only.
 *
 * Within a line `10:30` would be one, and would swallow its text: there a colon is a colon.
 */
export function remarkBlockDirective(this: Processor): undefined {
  remarkDirective.call(this)
  const extension = this.data('micromarkExtensions')?.at(-1)
  delete extension?.text
}
