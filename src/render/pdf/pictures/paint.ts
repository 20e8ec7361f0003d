import type { Page as Tab } from 'puppeteer-core'

/** A trimmed page on its sheet, in pt; PDF measures upwards from the foot. */
export type Frame = Readonly<{ left: number; top: number; width: number; height: number }>

/** A drawn page: its height in pixels, and the WebP in base64. */
export type Drawn = Readonly<{ height: number; base64: string }>

/** Wait for pdf.js's scripts, and load a PDF from a virtual address. */
export async function openPdf(tab: Tab, address: string): Promise<void> {
  // Injected modules run asynchronously.
  await tab.waitForFunction(() => 'pdfjsLib' in window && 'pdfjsWorker' in window, { polling: 20 })
  await tab.evaluate(async (address) => {
    const data = new Uint8Array(await (await fetch(address)).arrayBuffer())
    globalThis.kanbenDrawn = await pdfjsLib.getDocument({
      data,
      // Disable everything that would be fetched or depends on the machine.
      useWorkerFetch: false,
      useWasm: false,
      useSystemFonts: false,
      isEvalSupported: false,
      isImageDecoderSupported: false,
      enableHWA: false,
      verbosity: 0
    }).promise
  }, address)
}

/**
 * Paint a page of the loaded PDF as a WebP.
 *
 * A page of black text is reduced to four greys and stored losslessly: it stays sharp at half the
 * size. Pages with colours or tones, such as images, are stored with invisible loss.
 */
export async function paintPage(
  tab: Tab,
  index: number,
  frame: Frame,
  width: number
): Promise<Drawn> {
  return tab.evaluate(
    async (index, frame, width) => {
      const page = await kanbenDrawn.getPage(index + 1)
      const scale = width / frame.width
      const [left = 0, , , top = 0] = page.view
      const offsetX = (left - frame.left) * scale
      const offsetY = (frame.top - top) * scale
      const canvas = document.createElement('canvas')
      canvas.width = width
      canvas.height = Math.max(1, Math.round(frame.height * scale))
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
      if (!context) throw new Error('the browser has no canvas of this size')
      const viewport = page.getViewport({ scale, offsetX, offsetY })
      const { DISABLE } = pdfjsLib.AnnotationMode
      // Print intent renders at once, without waiting for animation frames.
      await page.render({ canvas, viewport, intent: 'print', annotationMode: DISABLE }).promise
      page.cleanup()
      // Free the fonts of a long book every two hundred pages.
      if (index % 200 === 199) await kanbenDrawn.cleanup()
      const quality = isPlain(context) ? 1 : 0.8
      const blob = await new Promise<Blob | null>((done) => {
        canvas.toBlob(done, 'image/webp', quality)
      })
      if (!blob) throw new Error('the browser wrote no picture')
      return { height: canvas.height, base64: await base64Of(blob) }

      /**
       * Tell whether a page is black on white, and if so, reduce it to four greys. Greys that fill
       * a whole square are tones; those at the edges of strokes are not.
       */
      function isPlain(context: CanvasRenderingContext2D): boolean {
        const { width, height } = context.canvas
        const image = context.getImageData(0, 0, width, height)
        const { data } = image
        const side = 8
        const greys = new Uint8Array(Math.ceil(width / side))
        for (let row = 0; row < height; row += 1) {
          if (row % side === 0) greys.fill(0)
          for (let column = 0; column < width; column += 1) {
            const at = (row * width + column) * 4
            const grey = data[at] ?? 0
            if (grey !== data[at + 1] || grey !== data[at + 2]) return false
            const tile = Math.floor(column / side)
            if (grey > 0 && grey < 255) greys[tile] = (greys[tile] ?? 0) + 1
            data.fill(Math.round(grey / 85) * 85, at, at + 3)
          }
          if (greys.includes(side * side)) return false
        }
        context.putImageData(image, 0, 0)
        return true
      }

      async function base64Of(blob: Blob): Promise<string> {
        const reader = new FileReader()
        await new Promise((done) => {
          reader.onload = done
          reader.readAsDataURL(blob)
        })
        return String(reader.result).replace(/^[^,]*,/, '')
      }
    },
    index,
    frame,
    width
  )
}
