import { nameAt } from '../../../pdf/objects.ts'
import { decode } from '../../../pdf/streams.ts'
import { type Check, unless } from '../../../standards/fault.ts'
import type { FinishedPdf } from '../finished.ts'

/** The file within the file: the Markdown it is made from. */
export const houseAttachmentChecks: ReadonlyArray<Check<FinishedPdf>> = [
  {
    id: 'attachment-source',
    clauses: 'kanben',
    profiles: ['attached'],
    find: ({ entries, source }) =>
      entries.flatMap(({ dict, stream }) =>
        nameAt(dict, 'Type') === 'EmbeddedFile'
          ? unless(decode(stream).equals(Buffer.from(source)), 'bytes of the file', 'the source')
          : []
      )
  }
]
