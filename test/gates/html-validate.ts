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
    // The standard allows either case (HTML, 13.1.1); rehype writes lower case.
    'doctype-style': ['error', { style: 'lowercase' }],
    // Whoever can change the files of the site can change the page as well, so integrity hashes add
    // nothing.
    'require-sri': ['error', { target: 'crossorigin' }]
  }
})

/** html-validate with its rules for the standard, documents and accessibility; warnings are findings too. */
export const htmlValidate: Gate = {
  name: 'html-validate',
  refuse: async (edition) => {
    const { results } = await validator.validateString(new TextDecoder().decode(edition))
    return results.flatMap(({ messages }) =>
      messages.map(({ ruleId, line, message }) => `${ruleId} ${message} (line ${line})`)
    )
  }
}
