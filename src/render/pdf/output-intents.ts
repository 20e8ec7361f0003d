import { type PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import type { Profile } from '../../book.ts'
import { pressCondition, pressProfile, screenProfile } from './profiles.ts'

/** Write the output intent of a file for screens: sRGB (ISO 19005-2, 6.2.3). */
export function writeScreenIntent(document: PDFDocument): void {
  const condition = 'sRGB IEC61966-2.1'
  writeIntent(document, 'GTS_PDFA1', condition, screenProfile(), { Info: text(condition) })
}

/**
 * Write the output intent of a press file (ISO 15930-7): the template's printing condition, which
 * must be in the ICC registry, or a press that prints black only.
 */
export function writePressIntent(document: PDFDocument, profile: Profile | undefined): void {
  if (profile) {
    const { condition, bytes } = profile
    const RegistryName = text('http://www.color.org')
    writeIntent(document, 'GTS_PDFX', condition, bytes, { RegistryName, Info: text(condition) })
  } else {
    const Info = text(pressCondition)
    writeIntent(document, 'GTS_PDFX', 'Custom', pressProfile(), { Info })
  }
}

/** Write an output intent (PDF 32000-1, 14.11.5) with its profile. */
function writeIntent(
  { catalog, context }: PDFDocument,
  kind: 'GTS_PDFA1' | 'GTS_PDFX',
  condition: string,
  profile: Uint8Array,
  more: Readonly<Record<string, PDFHexString>>
): void {
  const stream = context.flateStream(profile, { N: channels(profile) })
  const intent = context.obj({
    Type: 'OutputIntent',
    S: kind,
    OutputConditionIdentifier: text(condition),
    ...more,
    DestOutputProfile: context.register(stream)
  })
  catalog.set(PDFName.of('OutputIntents'), context.obj([intent]))
}

/** Return the number of colour components of a profile, by the colour space in its header (ICC.1, 6.1.5). */
function channels(profile: Uint8Array): number {
  const space = Buffer.from(profile).toString('latin1', 16, 20)
  return space === 'GRAY' ? 1 : space === 'CMYK' ? 4 : 3
}

function text(value: string): PDFHexString {
  return PDFHexString.fromText(value)
}
