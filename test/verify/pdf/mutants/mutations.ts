import { PDFDict, type PDFObject } from '@cantoo/pdf-lib'
import {
  type BaseFile,
  described,
  firstPage,
  font,
  into,
  link,
  list,
  name,
  type OpenedPdf,
  one,
  type Plant,
  painted,
  restream,
  set,
  tag,
  within
} from './plant.ts'

/** A fault: the check that must report it, its description, its mutation, and the file to change. */
export type Mutant = readonly [check: string, what: string, plant: Plant, base?: BaseFile]

/** Change the catalog. */
export function inCatalog(change: (catalog: PDFDict, pdf: OpenedPdf) => void): Plant {
  return within((pdf) => change(pdf.catalog, pdf))
}

/** Change the first page. */
export function inPage(change: (page: PDFDict, pdf: OpenedPdf) => void): Plant {
  return within((pdf) => change(firstPage(pdf), pdf))
}

/** Change a font. */
export function inFont(change: (parts: ReturnType<typeof font>, pdf: OpenedPdf) => void): Plant {
  return within((pdf) => change(font(pdf), pdf))
}

/** Change the first structure element of a type. */
export function inTag(type: string, change: (dict: PDFDict, pdf: OpenedPdf) => void): Plant {
  return within((pdf) => change(tag(pdf, type), pdf))
}

/** Change the type of the first structure element of a type. */
export function retype(from: string, to: string): Plant {
  return inTag(from, (dict) => set(dict, 'S', name(to)))
}

/** Change the first link. */
export function inLink(
  change: (annotation: PDFDict, page: PDFDict, pdf: OpenedPdf) => void
): Plant {
  return within((pdf) => {
    const { annotation, page } = link(pdf)
    change(annotation, page, pdf)
  })
}

/** Change the first image. */
export function inImage(change: (image: PDFDict) => void): Plant {
  return within((pdf) => change(one(pdf, { Subtype: 'Image' })))
}

/** Give the first page a graphics state with an entry. */
export function inState(key: string, value: (pdf: OpenedPdf) => PDFObject): Plant {
  return within((pdf) => {
    const resources = into(firstPage(pdf), 'Resources')
    const states = resources.lookup(name('ExtGState'))
    const named = states === undefined ? pdf.context.obj({}) : into(resources, 'ExtGState')
    const state = pdf.context.obj({ Type: 'ExtGState' })
    set(state, key, value(pdf))
    named.set(name('Mutant'), state)
    resources.set(name('ExtGState'), named)
  })
}

/** Find the output intent. */
export function intent(pdf: OpenedPdf): PDFDict {
  const found = list(pdf.catalog, 'OutputIntents').lookup(0)
  if (!(found instanceof PDFDict)) throw new Error('Unexpected file without output intents')
  return found
}

/** Change the output profile. */
export function profile(change: (bytes: Buffer) => Buffer): Plant {
  return within((pdf) => restream(pdf, intent(pdf), 'DestOutputProfile', change))
}

/** Overwrite some bytes. */
export function splice(bytes: Buffer, at: number, signs: string): Buffer {
  const copy = Buffer.from(bytes)
  copy.write(signs, at, 'latin1')
  return copy
}

/** Paint more on the first page. */
export function after(more: string): Plant {
  return painted((content) => `${content}\n${more}\n`)
}

/** Paint an artifact on the first page. */
export function artifact(more: string): Plant {
  return after(`/Artifact BMC ${more} EMC`)
}

/** Change the XMP of the document by a pattern. */
export function xmp(from: string | RegExp, to: string): Plant {
  return described((packet) => packet.replace(from, to))
}
