import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { VFile } from 'vfile'
import type { Font } from '../../book.ts'
import { readBeside } from '../regular-file.ts'
import { complain } from './complaint.ts'
import { type Entry, find } from './entry.ts'
import { inspect } from './outlines.ts'
import type { OwnFont } from './schema.ts'

/**
 * Read the fonts a template brings, and refuse those no browser prints as a font.
 *
 * @param entry the settings, for the places; a path is relative to the file it is written in.
 * @returns nothing, and messages on the file, if one of them cannot be used.
 */
export async function readOwnFonts(
  fonts: ReadonlyArray<OwnFont>,
  entry: Entry,
  file: VFile
): Promise<ReadonlyArray<Font> | undefined> {
  const own = await Promise.all(
    fonts.map((font, index) => readOwnFont(font, find(entry, ['fonts', `${index}`]), file))
  )
  if (!own.every((font) => font !== undefined)) return undefined
  // Weights of one typeface are one typeface, in the colophon and elsewhere.
  return own.map((font) => ({
    ...font,
    typeface:
      own.find((other) => isDeepStrictEqual(other.typeface, font.typeface))?.typeface ??
      font.typeface
  }))
}

async function readOwnFont(font: OwnFont, entry: Entry, file: VFile): Promise<Font | undefined> {
  const { family, weight, name, copyright, licence } = font
  const bytes = await readNamed('file', font.file, entry, file)
  const notice = font.licenceFile
    ? await readNamed('licenceFile', font.licenceFile, entry, file)
    : new TextEncoder().encode(licence)
  if (!bytes || !notice) return undefined
  const found = await inspect(bytes)
  if ('fault' in found) {
    const reason = `Unexpected ${found.fault} \`${font.file}\`, expected static TrueType outlines`
    complain(file, 'template-font', reason, find(entry, ['file']).place)
    return undefined
  }
  const licenceText = new TextDecoder().decode(notice)
  const typeface = { name, fontName: found.fontName, copyright, licence, licenceText }
  return { family, weight, typeface, bytes }
}

async function readNamed(
  key: 'file' | 'licenceFile',
  path: string,
  entry: Entry,
  file: VFile
): Promise<Uint8Array | undefined> {
  const { place } = find(entry, [key])
  const bytes = await readBeside(resolve(place.path), path)
  if (typeof bytes !== 'string') return bytes
  complain(file, 'template-font', `Unexpected ${bytes} \`${path}\`, expected a file`, place)
  return undefined
}
