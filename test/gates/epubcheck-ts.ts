import { EpubCheck } from '@likecoin/epubcheck-ts'
import type { Gate } from './gate.ts'

/** As EPUBCheck does, it notes that a font is declared, whatever the font. */
const settled = /^CSS-028$/

/** EPUBCheck written anew in TypeScript, which sees some things of the zip the original does not. */
export const epubcheckTs: Gate = {
  name: 'epubcheck-ts',
  refuse: async (edition) => {
    const { messages } = await EpubCheck.validate(edition, {
      includeUsage: true,
      includeInfo: true
    })
    return messages
      .filter(({ id }) => !settled.test(id))
      .map(({ id, severity, message, location }) =>
        [id, severity, message, location ? `(${location.path}:${location.line ?? '-'})` : ''].join(
          ' '
        )
      )
  }
}
