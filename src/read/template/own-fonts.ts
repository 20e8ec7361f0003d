import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { VFile } from 'vfile'
import type { Font, OwnFont } from '../../book.ts'
import { readBeside } from '../regular-file.ts'
import { reportTemplate } from './report-template.ts'
import { findEntry, type SettingEntry } from './setting-entry.ts'

/**
 * Read the fonts a template brings, and refuse those Chromium does not print as fonts.
 *
 * @param entry the settings, for the places; a path is relative to the settings file.
 * @returns `undefined`, and messages on the file, if one cannot be used.
 */
export async function readOwnFonts(
  fonts: ReadonlyArray<OwnFont>,
  entry: SettingEntry,
  file: VFile
): Promise<ReadonlyArray<Font> | undefined> {
  const own = await Promise.all(
    fonts.map((font, index) => readOwnFont(font, findEntry(entry, ['fonts', `${index}`]), file))
  )
  if (!own.every((font) => font !== undefined)) return undefined
  // All weights share one typeface, in the colophon and elsewhere.
  return own.map((font) => ({
    ...font,
    typeface:
      own.find((other) => isDeepStrictEqual(other.typeface, font.typeface))?.typeface ??
      font.typeface
  }))
}

async function readOwnFont(
  font: OwnFont,
  entry: SettingEntry,
  file: VFile
): Promise<Font | undefined> {
  const { family, weight, name, copyright, licence } = font
  const bytes = await readNamed('file', font.file, entry, file)
  const notice = font.licenceFile
    ? await readNamed('licenceFile', font.licenceFile, entry, file)
    : new TextEncoder().encode(licence)
  if (!bytes || !notice) return undefined
  const found = await inspectFont(bytes)
  if ('fault' in found) {
    const reason = `Unexpected ${found.fault} \`${font.file}\`, expected static TrueType outlines`
    reportTemplate(file, 'template-font', reason, findEntry(entry, ['file']).place)
    return undefined
  }
  const licenceText = new TextDecoder().decode(notice)
  const typeface = { name, fontName: found.fontName, copyright, licence, licenceText }
  return { family, weight, typeface, bytes }
}

async function readNamed(
  key: 'file' | 'licenceFile',
  path: string,
  entry: SettingEntry,
  file: VFile
): Promise<Uint8Array | undefined> {
  const { place } = findEntry(entry, [key])
  const bytes = await readBeside(resolve(place.path), path)
  if (typeof bytes !== 'string') return bytes
  reportTemplate(file, 'template-font', `Unexpected ${bytes} \`${path}\`, expected a file`, place)
  return undefined
}

/**
 * Inspect a font file: sfnt, WOFF or WOFF2.
 *
 * Only static TrueType is accepted. Other formats are refused: Chromium outputs them as outlines
 * without characters (Type 3).
 *
 * @returns the prefix of the typeface's PostScript names, or a short description of what the file
 * is instead.
 */
async function inspectFont(
  bytes: Uint8Array
): Promise<Readonly<{ fontName: string } | { fault: string }>> {
  // Loaded on demand: few templates bring a font.
  const { create } = await import('fontkit')
  try {
    const font = create(Buffer.from(bytes))
    if ('fonts' in font) return { fault: 'collection of fonts' }
    if ('fvar' in font) return { fault: 'variable font' }
    if (!('glyf' in font)) return { fault: 'font without TrueType outlines' }
    if (font.characterSet.length === 0) return { fault: 'font without characters' }
    // Files in editions are named after it; these are the characters a PostScript name may have.
    const [, fontName] = /^([\w.+]+)(?:-|$)/.exec(font.postscriptName) ?? []
    return fontName ? { fontName } : { fault: 'font without a PostScript name' }
  } catch {
    return { fault: 'file that is no font' }
  }
}
