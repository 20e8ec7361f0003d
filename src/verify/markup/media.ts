import { crc32 } from 'node:zlib'

/** How files of each media type begin, byte for byte, hexadecimal; a dot stands for any byte's half. */
const beginnings: Readonly<Record<string, RegExp>> = {
  'image/png': /^89504e470d0a1a0a/,
  'image/jpeg': /^ffd8ff/,
  'image/gif': /^47494638(?:37|39)61/,
  'image/webp': /^52494646.{8}57454250/,
  'font/ttf': /^00010000/,
  'font/otf': /^4f54544f/,
  'font/woff': /^774f4646/,
  'font/woff2': /^774f4632/
}

/** Tell whether the content of a file begins as its media type wants; of text, by its root element. */
export function isOfType(bytes: Uint8Array, type: string): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex')
  const beginning = beginnings[type]
  if (beginning) return beginning.test(start)
  const text = new TextDecoder().decode(bytes)
  const [, root] = /<(?![?!])(?:\w+:)?(\w+)/.exec(text.replaceAll(/<!--[\s\S]*?-->/g, '')) ?? []
  if (type === 'application/xhtml+xml') return root === 'html'
  if (type === 'application/x-dtbncx+xml') return root === 'ncx'
  if (type === 'image/svg+xml') return root === 'svg'
  return type === 'text/css' && root === undefined
}

/** Tell whether a PNG is whole: chunk by chunk, each with its CRC, from IHDR to IEND (PNG 3, 5.3). */
export function isWholePng(bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes)
  if (!isOfType(bytes, 'image/png')) return false
  for (let at = 8; at + 12 <= data.length; ) {
    const end = at + 8 + data.readUInt32BE(at)
    const type = data.toString('latin1', at + 4, at + 8)
    if ((at === 8) !== (type === 'IHDR') || end + 4 > data.length) return false
    if (crc32(data.subarray(at + 4, end)) !== data.readUInt32BE(end)) return false
    at = end + 4
    if (type === 'IEND') return at === data.length
  }
  return false
}

/** The width and height a PNG or JPEG says it has, px; nothing if it is neither. */
export function sizeOf(bytes: Uint8Array): readonly [width: number, height: number] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isOfType(bytes, 'image/png')) return [view.getUint32(16), view.getUint32(20)]
  if (!isOfType(bytes, 'image/jpeg')) return undefined
  // Segment by segment to the start of a frame (JPEG, B.1.1.3, B.2.2).
  for (let at = 2; at + 9 < bytes.length; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)]
  }
  return undefined
}
