import { EpubCheck } from '@likecoin/epubcheck-ts'
import type { Gate } from './gate.ts'

/** Like EPUBCheck, it notes every declared font. */
const settled = /^CSS-028$/

/** EPUBCheck reimplemented in TypeScript, which finds some faults of the zip the original misses. */
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
