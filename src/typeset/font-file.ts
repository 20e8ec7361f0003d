import { create, type Font } from 'fontkit'
import { convert } from 'fontverter'
import subsetFont from 'subset-font'

/**
 * OpenType features the subsets keep. Not `chws`: Chromium halves adjacent marks by `halt`, and
 * twice if a font has both, so that ”） would overlap. No ligatures.
 */
const keepFeatures = ['ccmp', 'locl', 'mark', 'halt', 'hwid', 'vert', 'vhal']

/** Number of subsets cached for a font: the editions of a source need the same ones. */
const most = 8

// What is made from a font is cached as long as its bytes live.
const unpacked = new WeakMap<Uint8Array, Promise<Buffer>>()
const subsets = new WeakMap<Uint8Array, Map<string, Promise<Uint8Array>>>()
const opened = new WeakMap<Uint8Array, Font | undefined>()

/** Subset a font (TrueType or WOFF2) to some characters, as TrueType; recent subsets are cached. */
export function subsetOf(bytes: Uint8Array, text: string): Promise<Uint8Array> {
  const known = subsets.get(bytes) ?? new Map<string, Promise<Uint8Array>>()
  subsets.set(bytes, known)
  const cut = known.get(text) ?? makeSubset(bytes, text)
  // Keep the cache in order of last use.
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

/** Open a font file; `undefined` for a font collection. */
export function openFont(bytes: Uint8Array): Font | undefined {
  if (!opened.has(bytes)) {
    const font = create(Buffer.from(bytes))
    opened.set(bytes, 'layout' in font ? font : undefined)
  }
  return opened.get(bytes)
}
