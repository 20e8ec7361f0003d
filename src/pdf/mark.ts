import type { PDFDict } from '@cantoo/pdf-lib'
import { dictAt, has, numberAt, textAt } from './objects.ts'

/** Marked content (PDF 32000-1, 14.6), and the marked content it stands in. */
export type Mark = Readonly<{
  tag: string
  mcid: number | undefined
  isArtifact: boolean
  lang: string | undefined
  /** What replaces its text. */
  actual: string | undefined
  /** Whether it is described, or an abbreviation written out: Alt, E (14.9.3, 14.9.5). */
  isDescribed: boolean
  outer: Mark | undefined
}>

/** Begin marked content: the operands of BMC or BDC, as they are written. */
export function beginMark(
  operands: ReadonlyArray<string>,
  resources: PDFDict | undefined,
  outer: Mark | undefined
): Mark {
  const tag = (operands[0] ?? '').slice(1)
  const isArtifact = tag === 'Artifact'
  const second = operands[1] ?? ''
  if (second.startsWith('/')) {
    const properties = dictAt(dictAt(resources, 'Properties'), second.slice(1))
    const mcid = numberAt(properties, 'MCID')
    const [lang, actual] = [textAt(properties, 'Lang'), textAt(properties, 'ActualText')]
    const isDescribed = has(properties, 'Alt') || has(properties, 'E')
    return { tag, isArtifact, mcid, lang, actual, isDescribed, outer }
  }
  const value = (key: string) => {
    const at = operands.indexOf(key, 2)
    return at === -1 ? undefined : operands[at + 1]
  }
  const mcid = value('/MCID')
  const [lang, actual] = [value('/Lang'), value('/ActualText')]
  return {
    tag,
    isArtifact,
    mcid: mcid === undefined ? undefined : Number(mcid),
    lang: lang === undefined ? undefined : textOfToken(lang),
    actual: actual === undefined ? undefined : textOfToken(actual),
    isDescribed: operands.includes('/Alt', 2) || operands.includes('/E', 2),
    outer
  }
}

/** Find the content a mark belongs to: the nearest that has an MCID. */
export function taggedMark(mark: Mark | undefined): Mark | undefined {
  let at = mark
  while (at && at.mcid === undefined) at = at.outer
  return at
}

/** Whether marked content is an artifact or stands in one. */
export function isInArtifact(mark: Mark | undefined): boolean {
  let at = mark
  while (at && !at.isArtifact) at = at.outer
  return at !== undefined
}

/** Read a string of a composite font as it is written: codes of two bytes each. */
export function glyphsOfToken(token: string): ReadonlyArray<number> {
  // Chromium shows each glyph by itself.
  if (token.length === 6 && token.startsWith('<')) return [Number.parseInt(token.slice(1, 5), 16)]
  const bytes = bytesOfToken(token)
  return Array.from(
    { length: Math.floor(bytes.length / 2) },
    (_, index) => (bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0)
  )
}

/** Read a string as it is written, its bytes as numbers. */
function bytesOfToken(token: string): ReadonlyArray<number> {
  if (token.startsWith('<')) {
    const digits = token.slice(1, -1).replaceAll(/\s/g, '')
    return Array.from({ length: Math.ceil(digits.length / 2) }, (_, index) =>
      Number.parseInt(digits.slice(2 * index, 2 * index + 2).padEnd(2, '0'), 16)
    )
  }
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  const plain = token
    .slice(1, -1)
    .replaceAll(/\\([0-7]{1,3}|\r\n|.)/gs, (_, sign: string) =>
      /[0-7]/.test(sign)
        ? String.fromCharCode(Number.parseInt(sign, 8))
        : (escapes[sign] ?? (/[\r\n]/.test(sign) ? '' : sign))
    )
  return [...plain].map((sign) => sign.charCodeAt(0))
}

function textOfToken(token: string): string {
  const bytes = Buffer.from(bytesOfToken(token))
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1')
}
