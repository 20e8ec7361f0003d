import { Readable } from 'node:stream'
import { crc32, createInflate } from 'node:zlib'

type Header = Readonly<{
  width: number
  height: number
  bitsPerPixel: number
  isIndexed: boolean
  isInterlaced: boolean
}>

type Chunk = Readonly<{ type: string; data: Uint8Array }>

type Rows = Readonly<{ length: number; count: number }>

/** PNG 3, 5.2. */
const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

const critical: ReadonlyArray<string> = ['IHDR', 'PLTE', 'IDAT', 'IEND']

/** Samples per pixel and allowed bit depths by colour type: PNG 3, 11.2.1. */
const colours: Readonly<
  Record<number, Readonly<{ samples: number; depths: ReadonlyArray<number> }>>
> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] }
}

/** First column and row of the seven passes of Adam7, and their steps: PNG 3, 8.1. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2]
] as const

/**
 * Find what keeps a PNG from being shown completely: a chunk with a wrong length or CRC, an invalid
 * header, image data that do not match the pixels.
 *
 * @throws {RangeError} if the file ends before IEND.
 */
export async function pngFault(bytes: Uint8Array): Promise<string | undefined> {
  if (Buffer.compare(bytes.subarray(0, 8), signature) !== 0) return 'PNG with a broken signature'
  const chunks = chunksOf(bytes)
  if (!chunks) return 'PNG with a broken chunk'
  const header = headerOf(chunks[0])
  // A capital first letter makes a chunk critical: decoders may not skip it (5.4).
  const unknown = chunks.find(({ type }) => /^[A-Z]/.test(type) && !critical.includes(type))
  if (unknown) return `PNG with a chunk ${unknown.type}`
  const hasPalette = chunks.some(
    ({ type, data }) => type === 'PLTE' && data.length > 0 && data.length % 3 === 0
  )
  if (!header || (header.isIndexed && !hasPalette)) return 'PNG with a broken header'
  const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data)
  return (await isWhole(data, rowsOf(header))) ? undefined : 'PNG with broken image data'
}

/** Read the chunks up to IEND; `undefined` if one is corrupt: PNG 3, 5.3. */
function chunksOf(bytes: Uint8Array): ReadonlyArray<Chunk> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = 8; ; ) {
    const length = view.getUint32(at)
    const end = at + 8 + length
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) return undefined
    chunks.push({ type, data: bytes.subarray(at + 8, end) })
    if (type === 'IEND') return chunks
    at = end + 4
  }
}

function headerOf(chunk: Chunk | undefined): Header | undefined {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) return undefined
  const view = new DataView(chunk.data.buffer, chunk.data.byteOffset)
  const depth = view.getUint8(8)
  const colour = colours[view.getUint8(9)]
  const interlace = view.getUint8(12)
  if (!colour?.depths.includes(depth) || view.getUint16(10) !== 0 || interlace > 1) return undefined
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    bitsPerPixel: depth * colour.samples,
    isIndexed: view.getUint8(9) === 3,
    isInterlaced: interlace === 1
  }
}

/** List, for each pass, the length of a row in bytes with its filter byte, and the number of rows. */
function rowsOf({ width, height, bitsPerPixel, isInterlaced }: Header): ReadonlyArray<Rows> {
  const steps = isInterlaced ? passes : ([[0, 0, 1, 1]] as const)
  return steps.flatMap(([left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across)
    const count = Math.ceil((height - top) / down)
    if (columns <= 0 || count <= 0) return []
    return [{ length: 1 + Math.ceil((columns * bitsPerPixel) / 8), count }]
  })
}

/** Tell whether data inflate to exactly these rows, each with a valid filter. */
async function isWhole(
  data: ReadonlyArray<Uint8Array>,
  rows: ReadonlyArray<Rows>
): Promise<boolean> {
  const starts = startsOf(rows)
  let next = starts.next()
  let at = 0
  try {
    for await (const piece of Readable.from(data).pipe(createInflate())) {
      if (!(piece instanceof Uint8Array)) return false
      for (; !next.done && next.value < at + piece.length; next = starts.next()) {
        if ((piece[next.value - at] ?? 5) > 4) return false
      }
      at += piece.length
      if (at > sizeOf(rows)) return false
    }
    return at === sizeOf(rows)
  } catch {
    // The data are not a zlib stream, or an incomplete one.
    return false
  }
}

function* startsOf(rows: ReadonlyArray<Rows>): Generator<number, undefined> {
  let at = 0
  for (const { length, count } of rows) {
    for (let row = 0; row < count; row += 1, at += length) yield at
  }
  return undefined
}

function sizeOf(rows: ReadonlyArray<Rows>): number {
  return rows.reduce((sum, { length, count }) => sum + length * count, 0)
}
