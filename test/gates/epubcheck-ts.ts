import { EpubCheck } from '@likecoin/epubcheck-ts'
import type { Gate } from './gate.ts'

/** EPUBCheck written anew in TypeScript, which sees some things of the zip the original does not. */
export const epubcheckTs: Gate = {
  name: 'epubcheck-ts',
  refuse: async (edition) => {
    const { messages } = await EpubCheck.validate(edition, {
      includeUsage: true,
      includeInfo: true
    })
    return messages.map(({ id, severity, message, location }) =>
      [id, severity, message, location ? `(${location.path}:${location.line ?? '-'})` : ''].join(
        ' '
      )
    )
  }
}
