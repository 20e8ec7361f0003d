import { crc32 } from 'node:zlib'
import { zlibSync } from 'fflate'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

/**
 * Write a grey image as a PNG of eight bits per pixel (PNG 3, 11.2.1), without a date.
 *
 * @param greys one byte per pixel, row by row: 0 is black, 255 white.
 */
export function greyPng(greys: Uint8Array, width: number, height: number): Uint8Array {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  view.setUint8(8, 8)
  // Each row is preceded by its filter type, 0 (none).
  const rows = new Uint8Array((width + 1) * height)
  for (let row = 0; row < height; row += 1) {
    rows.set(greys.subarray(row * width, (row + 1) * width), row * (width + 1) + 1)
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    // Not Node's zlib, whose bytes depend on the processor and the version.
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array())
  ])
}

/** PNG 3, 5.3: length, type, data and a CRC of the latter two. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const bytes = Buffer.alloc(body.length + 8)
  bytes.writeUInt32BE(data.length, 0)
  bytes.set(body, 4)
  bytes.writeUInt32BE(crc32(body), body.length + 4)
  return bytes
}
