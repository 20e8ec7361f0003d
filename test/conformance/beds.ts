import { PDFDict, type PDFObject } from 'pdf-lib'
import {
  type Bed,
  described,
  firstPage,
  font,
  into,
  link,
  list,
  name,
  one,
  type Plant,
  painted,
  restream,
  type Stock,
  set,
  tag,
  within
} from './plant.ts'

/** A fault: the check that must tell it, what it is, how it is planted, and in which file. */
export type Mutant = readonly [check: string, what: string, plant: Plant, stock?: Stock]

/** Change the catalog. */
export function inCatalog(change: (catalog: PDFDict, bed: Bed) => void): Plant {
  return within((bed) => change(bed.catalog, bed))
}

/** Change the first page. */
export function inPage(change: (page: PDFDict, bed: Bed) => void): Plant {
  return within((bed) => change(firstPage(bed), bed))
}

/** Change a font. */
export function inFont(change: (parts: ReturnType<typeof font>, bed: Bed) => void): Plant {
  return within((bed) => change(font(bed), bed))
}

/** Change the first structure element of a type. */
export function inTag(type: string, change: (dict: PDFDict, bed: Bed) => void): Plant {
  return within((bed) => change(tag(bed, type), bed))
}

/** Change the type of the first structure element of a type. */
export function retype(from: string, to: string): Plant {
  return inTag(from, (dict) => set(dict, 'S', name(to)))
}

/** Change the first link. */
export function inLink(change: (annotation: PDFDict, page: PDFDict, bed: Bed) => void): Plant {
  return within((bed) => {
    const { annotation, page } = link(bed)
    change(annotation, page, bed)
  })
}

/** Change the first image. */
export function inImage(change: (image: PDFDict) => void): Plant {
  return within((bed) => change(one(bed, { Subtype: 'Image' })))
}

/** Give the first page a graphics state with an entry. */
export function inState(key: string, value: (bed: Bed) => PDFObject): Plant {
  return within((bed) => {
    const resources = into(firstPage(bed), 'Resources')
    const states = resources.lookup(name('ExtGState'))
    const named = states === undefined ? bed.context.obj({}) : into(resources, 'ExtGState')
    const state = bed.context.obj({ Type: 'ExtGState' })
    set(state, key, value(bed))
    named.set(name('Mutant'), state)
    resources.set(name('ExtGState'), named)
  })
}

/** Find the output intent. */
export function intent(bed: Bed): PDFDict {
  const found = list(bed.catalog, 'OutputIntents').lookup(0)
  if (!(found instanceof PDFDict)) throw new Error('Unexpected file without output intents')
  return found
}

/** Change the output profile. */
export function profile(change: (bytes: Buffer) => Buffer): Plant {
  return within((bed) => restream(bed, intent(bed), 'DestOutputProfile', change))
}

/** Write over some bytes. */
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
