import { HtmlValidate } from 'html-validate'
import type { Gate } from './gate.ts'

const validator = new HtmlValidate({
  root: true,
  extends: [
    'html-validate:recommended',
    'html-validate:document',
    'html-validate:a11y',
    'html-validate:standard'
  ],
  rules: {
    // The standard takes either case (HTML, 13.1.1); rehype writes the tag like every other.
    'doctype-style': ['error', { style: 'lowercase' }],
    // What lies beside the page on its own site can be changed by nobody who cannot change the page.
    'require-sri': ['error', { target: 'crossorigin' }]
  }
})

/** html-validate: the standard, what documents need, accessibility; a warning is a finding as well. */
export const htmlValidate: Gate = {
  name: 'html-validate',
  refuse: async (edition) => {
    const { results } = await validator.validateString(new TextDecoder().decode(edition))
    return results.flatMap(({ messages }) =>
      messages.map(({ ruleId, line, message }) => `${ruleId} ${message} (line ${line})`)
    )
  }
}
