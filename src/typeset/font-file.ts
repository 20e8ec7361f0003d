import { create, type Font } from 'fontkit'
import { convert } from 'fontverter'
import subsetFont from 'subset-font'

/**
 * OpenType features the faces keep. Not `chws`: Chromium halves adjacent marks by `halt`, and where
 * a font has both it halves them twice, so that ”） is printed one over the other. No ligatures.
 */
const keepFeatures = ['ccmp', 'locl', 'mark', 'halt', 'hwid', 'vert', 'vhal']

/** Cuts of a font that are kept: the editions of a source ask for the same ones again. */
const most = 8

// What is made of a font is kept as long as its bytes are.
const unpacked = new WeakMap<Uint8Array, Promise<Buffer>>()
const subsets = new WeakMap<Uint8Array, Map<string, Promise<Uint8Array>>>()
const opened = new WeakMap<Uint8Array, Font | undefined>()

/** Cut a font, TrueType or WOFF2, down to some characters, as TrueType. */
export function subsetOf(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const known = subsets.get(bytes) ?? new Map<string, Promise<Uint8Array>>()
  subsets.set(bytes, known)
  const cut = known.get(text) ?? makeSubset(bytes, text)
  // The one asked for last is the last to be forgotten.
  known.delete(text)
  known.set(text, cut)
  for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest)
  return cut
}

async function makeSubset(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const whole = unpacked.get(bytes) ?? convert(Buffer.from(bytes), 'truetype')
  unpacked.set(bytes, whole)
  return subsetFont(await whole, text, { targetFormat: 'truetype', keepFeatures })
}

/** Open a font file; nothing if it is a collection of fonts. */
export function openFont(bytes: Uint8Array): Font | undefined {
  if (!opened.has(bytes)) {
    const font = create(Buffer.from(bytes))
    opened.set(bytes, 'layout' in font ? font : undefined)
  }
  return opened.get(bytes)
}
