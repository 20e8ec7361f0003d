import type { PDFDict } from '@cantoo/pdf-lib'
import { inCatalog, intent, type Mutant, profile, splice, xmp } from './mutations.ts'
import {
  ascii,
  into,
  name,
  number,
  type OpenedPdf,
  one,
  repaint,
  restream,
  set,
  within
} from './plant.ts'

/** Attachments and the press. */
export const others: ReadonlyArray<Mutant> = [
  [
    'attachment-none',
    'a file',
    within((pdf) => {
      const files = pdf.context.obj({ Names: [] })
      set(into(pdf.catalog, 'Names'), 'EmbeddedFiles', files)
    })
  ],
  [
    'attachment-none',
    'a specification',
    within(({ context }) => context.register(context.obj({ Type: 'Filespec', EF: {} }))),
    'press'
  ],
  ['attachment-names', 'no UF', within((pdf) => set(specification(pdf), 'UF')), 'attached'],
  [
    'attachment-names',
    'empty F',
    within((pdf) => set(specification(pdf), 'F', ascii(''))),
    'attached'
  ],
  [
    'attachment-relation',
    'none',
    within((pdf) => set(specification(pdf), 'AFRelationship')),
    'attached'
  ],
  [
    'attachment-type',
    'none',
    within((pdf) => set(one(pdf, { Type: 'EmbeddedFile' }), 'Subtype')),
    'attached'
  ],
  [
    'attachment-date',
    'none',
    within((pdf) => set(one(pdf, { Type: 'EmbeddedFile' }), 'Params')),
    'attached'
  ],
  [
    'attachment-source',
    'another file',
    within((pdf) => restream(pdf, into(specification(pdf), 'EF'), 'F', () => Buffer.from('x'))),
    'attached'
  ],
  [
    'attachment-whole',
    'two',
    within((pdf) => {
      const file = pdf.context.obj({ Type: 'EmbeddedFile' })
      const stream = pdf.context.flateStream(Buffer.from('x'))
      set(stream.dict, 'Type', file.get(name('Type')))
      pdf.context.register(stream)
    }),
    'attached'
  ],
  [
    'attachment-whole',
    'another sum',
    within((pdf) =>
      set(into(one(pdf, { Type: 'EmbeddedFile' }), 'Params'), 'CheckSum', ascii('x'))
    ),
    'attached'
  ],
  [
    'attachment-whole',
    'another size',
    within((pdf) => set(into(one(pdf, { Type: 'EmbeddedFile' }), 'Params'), 'Size', number(1))),
    'attached'
  ],
  [
    'attachment-whole',
    'a path',
    within((pdf) => set(specification(pdf), 'UF', ascii('../../rich.md'))),
    'attached'
  ],
  ['attachment-list', 'not in AF', inCatalog((c) => set(c, 'AF')), 'attached'],
  [
    'attachment-list',
    'not by name',
    inCatalog((c) => set(into(c, 'Names'), 'EmbeddedFiles')),
    'attached'
  ],
  ['press-version', 'X-3', xmp('PDF/X-4', 'PDF/X-3'), 'press'],
  ['press-intent', 'none', inCatalog((c) => set(c, 'OutputIntents')), 'press'],
  [
    'press-intent',
    'no condition',
    within((pdf) => set(intent(pdf), 'OutputConditionIdentifier')),
    'press'
  ],
  ['press-profile', 'of a screen', profile((bytes) => splice(bytes, 12, 'mntr')), 'press'],
  [
    'press-trapped',
    'Unknown',
    within((pdf) => {
      const { context } = pdf
      const { Info } = context.trailerInfo
      if (Info) set(into(context.obj({ Info }), 'Info'), 'Trapped', name('Unknown'))
    }),
    'press'
  ],
  ['press-trapped', 'another in the XMP', xmp('Trapped>False', 'Trapped>True'), 'press'],
  [
    'press-identity',
    'no DocumentID',
    xmp(/<xmpMM:DocumentID>[^<]*<\/xmpMM:DocumentID>/, ''),
    'press'
  ],
  ['press-identity', 'no VersionID', xmp(/<xmpMM:VersionID>[^<]*<\/xmpMM:VersionID>/, ''), 'press'],
  [
    'press-identity',
    'no RenditionClass',
    xmp(/<xmpMM:RenditionClass>[^<]*<\/xmpMM:RenditionClass>/, ''),
    'press'
  ],
  [
    'press-dates',
    'no MetadataDate',
    xmp(/<xmp:MetadataDate>[^<]*<\/xmp:MetadataDate>/, ''),
    'press'
  ],
  [
    'press-text',
    'in the bleed',
    within((pdf) =>
      repaint(pdf, (content) => {
        const [font] = /\/\S+ \S+ Tf/.exec(content) ?? []
        const [shown] = /<[0-9A-Fa-f]{4}> Tj/.exec(content) ?? []
        return `${content}\nBT ${font} 1 0 0 1 33 400 Tm ${shown} ET\n`
      })
    ),
    'press'
  ],
  [
    'press-marks',
    'over the page',
    within((pdf) => repaint(pdf, (content) => `${content}\nq 1 0 0 1 40 40 cm /Marks Do Q\n`)),
    'press'
  ]
]

function specification({ dicts }: OpenedPdf): PDFDict {
  const found = dicts.find((dict) => dict.has(name('EF')))
  if (!found) throw new Error('Unexpected file without an attachment')
  return found
}
