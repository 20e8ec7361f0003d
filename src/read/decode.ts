import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { forbiddenCharacter, report } from '../book.ts'

const most = 100

/**
 * Decode the bytes of a source: strict UTF-8, without byte order mark, line ends as U+000A.
 *
 * The text becomes the value of the file. Characters a source may not contain are reported at their
 * places, up to a hundred.
 *
 * @returns whether the bytes are text.
 */
export function decode(bytes: Uint8Array, file: VFile): boolean {
  const text = decodeUtf8(bytes, file)
  if (text === undefined) return false
  file.value = text.replaceAll('\r\n', '\n')
  reportUnfit(file)
  return true
}

function decodeUtf8(bytes: Uint8Array, file: VFile): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const { text, at } = decodeWhole(bytes)
    const lines = text.replaceAll('\r\n', '\n').split('\n')
    const column = (lines.at(-1)?.length ?? 0) + 1
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')
    const reason = `Unexpected byte 0x${byte}, expected UTF-8`
    report(file, 'source-encoding', reason, { line: lines.length, column })
    return undefined
  }
}

/** Decode the longest start that is UTF-8. */
function decodeWhole(bytes: Uint8Array): Readonly<{ text: string; at: number }> {
  let good = 0
  let bad = bytes.length
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2)
    if (isStart(bytes.subarray(0, middle))) good = middle
    else bad = middle - 1
  }
  // A sequence cut off at the end is not part of the text.
  const start = bytes.subarray(0, good)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(start, { stream: true })
  return { text: text.replace(/^\uFEFF/u, ''), at: new TextEncoder().encode(text).length }
}

function isStart(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * Code points of radicals, which text extracted from a PDF may have in place of characters. Fonts
 * paint both alike, so no edition could tell them apart.
 */
const radical = /[\u2E80-\u2FDF]/u

function reportUnfit(file: VFile): void {
  const text = String(file)
  const places = location(text)
  const found = [
    ...text.matchAll(new RegExp(`${forbiddenCharacter.source}|${radical.source}`, 'gu'))
  ]
  for (const { 0: character, index } of found.slice(0, most)) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    const meant = character.normalize('NFKC')
    const wanted = meant === character ? 'the character it looks like' : meant
    const reason = radical.test(character)
      ? `Unexpected radical ${character} (U+${code}), expected ${wanted}`
      : `Unexpected U+${code}, expected characters a reader can see`
    report(file, 'source-character', reason, places.toPoint(index))
  }
  const next = found[most]
  if (!next) return
  const reason = `Unexpected ${found.length - most} more characters of this kind, expected none`
  report(file, 'source-character', reason, places.toPoint(next.index))
}
