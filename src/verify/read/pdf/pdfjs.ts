import { createRequire } from 'node:module'

type Pdfjs = typeof import('pdfjs-dist/legacy/build/pdf.mjs')

/** What pdf.js makes objects of to draw with; of the first it makes one as soon as it is loaded. */
const drawing = ['DOMMatrix', 'ImageData', 'Path2D'] as const

const pdfjs: Pdfjs = await load()

/** Open a PDF with pdf.js. Nothing in this program draws with it in Node. */
export const getDocument: Pdfjs['getDocument'] = pdfjs.getDocument

/** The numbers of the operators, as pdf.js lists them. */
export const OPS: Pdfjs['OPS'] = pdfjs.OPS

export type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * Load pdf.js, also where its optional native package, which it draws with, is missing: for reading,
 * classes that do nothing will do, and a warning would tell nobody anything.
 */
async function load(): Promise<Pdfjs> {
  if (hasCanvas()) return import('pdfjs-dist/legacy/build/pdf.mjs')
  for (const name of drawing) {
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: Idle })
  }
  const { warn } = console
  console.warn = (...words) => {
    if (!String(words[0]).includes('@napi-rs/canvas')) warn(...words)
  }
  try {
    return await import('pdfjs-dist/legacy/build/pdf.mjs')
  } finally {
    console.warn = warn
  }
}

function hasCanvas(): boolean {
  const { resolve } = createRequire(import.meta.url)
  try {
    createRequire(resolve('pdfjs-dist/legacy/build/pdf.mjs'))('@napi-rs/canvas')
    return true
  } catch {
    return false
  }
}

/** A class, since it is called with `new`. */
function Idle(): void {}
