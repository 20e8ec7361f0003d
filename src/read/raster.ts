import { pngFault } from './png.ts'

const mostPixels = 100_000_000

/**
 * Find what keeps a raster image from being shown completely: a missing end, a broken part, a size
 * that needs too much memory.
 *
 * @param type type by image-size's name: png, jpg, gif or webp.
 * @returns a short description of the first fault, or `undefined`.
 */
export async function rasterFault(
  bytes: Uint8Array,
  type: string,
  { width, height }: Readonly<{ width: number; height: number }>
): Promise<string | undefined> {
  if (width * height > mostPixels) {
    return `picture of ${Math.ceil((width * height) / 1_000_000)} million pixels`
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (type === 'png') return await pngFault(bytes)
    const isWhole = type === 'jpg' ? isJpeg(view) : type === 'gif' ? isGif(view) : isWebp(view)
    return isWhole ? undefined : 'broken picture'
  } catch (error) {
    // Reading beyond the end of a DataView throws a RangeError.
    if (error instanceof RangeError) return 'picture without its end'
    throw error
  }
}

/** ITU-T T.81, B.1 and B.2: segments from SOI to EOI, among them a frame (SOF) and a scan (SOS). */
function isJpeg(view: DataView): boolean {
  if (view.getUint16(0) !== 0xffd8) return false
  let at = 2
  let hasFrame = false
  let hasScan = false
  for (;;) {
    at = nextMarker(view, at)
    const marker = view.getUint8(at + 1)
    if (marker === 0xd9) return hasFrame && hasScan
    if (marker === 0xff) at += 1
    else if (marker === 0x01) at += 2
    else {
      // DHT, JPG and DAC have numbers in the range of frames.
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) hasFrame = true
      at += 2 + Math.max(2, view.getUint16(at + 2))
      if (marker === 0xda) hasScan = true
    }
  }
}

/** Skip the data of a scan, in which 0xFF is followed by 0 or begins a restart marker (RST0 to RST7). */
function nextMarker(view: DataView, start: number): number {
  let at = start
  for (;;) {
    if (view.getUint8(at) !== 0xff) at += 1
    else {
      const next = view.getUint8(at + 1)
      if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
      at += 2
    }
  }
}

/** GIF89a, appendix B: blocks up to the trailer, among them an image. */
function isGif(view: DataView): boolean {
  let at = 13 + tableSize(view.getUint8(10))
  let hasImage = false
  for (;;) {
    const block = view.getUint8(at)
    if (block === 0x3b) return hasImage
    if (block === 0x21) at += 2
    else if (block === 0x2c) {
      hasImage = true
      at += 11 + tableSize(view.getUint8(at + 9))
    } else return false
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += length + 1
    at += 1
  }
}

/** Length in bytes of the colour table these flags announce. */
function tableSize(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0
}

/** RFC 9649, 2.3 to 2.7: the chunks fill the RIFF file and include an image. */
function isWebp(view: DataView): boolean {
  const end = view.getUint32(4, true) + 8
  let at = 12
  let hasImage = false
  while (at < end) {
    // VP8 , VP8L and, in an animation, ANMF.
    if ([0x56503820, 0x5650384c, 0x414e4d46].includes(view.getUint32(at))) hasImage = true
    const length = view.getUint32(at + 4, true)
    at += 8 + length + (length % 2)
    view.getUint8(at - 1)
  }
  return hasImage && at === end
}
