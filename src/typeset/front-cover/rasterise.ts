import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { encode } from 'fast-png'

/** The rasteriser is initialised once in a process. */
const started: { once?: Promise<void> } = {}

/** Width of the border in pixels: without it a white cover has no edge on a white background. */
const frame = 6

/**
 * Rasterise black paths on white, in a thin light frame, into a grey PNG.
 *
 * The rasteriser is WebAssembly, whose arithmetic is the same on every processor; a browser's is not.
 */
export async function rasterise(path: string, width: number, height: number): Promise<Uint8Array> {
  started.once ??= start()
  await started.once
  const size = `width="${width}" height="${height}"`
  const edge = `<rect ${size} fill="none" stroke="#d9d9d9" stroke-width="${2 * frame}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${edge}<path d="${path}"/></svg>`
  const resvg = new Resvg(svg, { background: '#fff', font: { loadSystemFonts: false } })
  const image = resvg.render()
  // Red, green and blue are equal, so one channel is enough.
  const { pixels } = image
  const data = new Uint8Array(width * height)
  for (let at = 0; at < data.length; at += 1) data[at] = pixels[at * 4] ?? 0
  image.free()
  resvg.free()
  // Deflated by fflate: what Node's zlib writes depends on the processor and the version.
  return encode({ width, height, data, channels: 1 }, { zlib: { level: 9 } })
}

async function start(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')
  await initWasm(await readFile(path))
}
