/**
 * Look into a font file: sfnt, WOFF or WOFF2.
 *
 * Only static TrueType outlines leave Chromium as a named, subset CID font; all others become
 * drawings without characters (Type 3).
 *
 * @returns what the PostScript names of the typeface begin with, or in a few words what is there
 * instead of static TrueType outlines.
 */
export async function inspect(
  bytes: Uint8Array
): Promise<Readonly<{ fontName: string } | { fault: string }>> {
  // Loaded when it is wanted: few templates bring a font.
  const { create } = await import('fontkit')
  try {
    const font = create(Buffer.from(bytes))
    if ('fonts' in font) return { fault: 'collection of fonts' }
    if ('fvar' in font) return { fault: 'variable font' }
    if (!('glyf' in font)) return { fault: 'font without TrueType outlines' }
    if (font.characterSet.length === 0) return { fault: 'font without characters' }
    // Files of editions are named after it, and the characters are those a PostScript name may have.
    const [, fontName] = /^([\w.+]+)(?:-|$)/.exec(font.postscriptName) ?? []
    return fontName ? { fontName } : { fault: 'font without a PostScript name' }
  } catch {
    return { fault: 'file that is no font' }
  }
}
