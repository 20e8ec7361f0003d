import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream
} from '@cantoo/pdf-lib'
import { loadPdf } from '../../pdf/load.ts'
import { firstDifference, quoteBoth } from './excerpt.ts'

/** Objects that are named; the others are counted. */
const most = 3

/** What stands for the number of what is no object. */
const trailer = 'trailer'

/** Tell in which objects two PDFs differ, by number and kind, and where in the first of them. */
export async function differenceOfPdfs(one: Uint8Array, other: Uint8Array): Promise<string> {
  const left = await objectsOf(one)
  const right = await objectsOf(other)
  const numbers = [...new Set([...left.keys(), ...right.keys()])]
  const found = numbers.flatMap((number) => {
    const difference = between(left.get(number), right.get(number))
    return difference === undefined ? [] : [{ number, difference }]
  })
  const [first, ...others] = found
  if (!first) return `byte ${firstDifference(one, other)}, outside its objects`
  const nameOf = (number: string): string => {
    const kind = kindOf(left.get(number) ?? right.get(number))
    return number === trailer ? trailer : `object ${number} (${kind})`
  }
  const named = others.slice(0, most - 1).map(({ number }) => nameOf(number))
  const counted = others.length - named.length
  const rest = [...named, ...(counted > 0 ? [`${counted} more`] : [])]
  const also = rest.length > 0 ? `; also ${rest.join(', ')}` : ''
  return `${nameOf(first.number)}, ${first.difference}${also}`
}

/** The objects by number, and the trailer, whose /ID no object holds. */
async function objectsOf(bytes: Uint8Array): Promise<ReadonlyMap<string, PDFObject>> {
  const { context } = await loadPdf(bytes)
  const { Root, Info, ID } = context.trailerInfo
  const objects = context.enumerateIndirectObjects().map(([reference, object]) => {
    return [String(reference.objectNumber), object] as const
  })
  return new Map([...objects, [trailer, context.obj({ Root, Info, ID })] as const])
}

function between(one: PDFObject | undefined, other: PDFObject | undefined): string | undefined {
  if (!one || !other) return 'which one file lacks'
  const [left, right] = [contentOf(one), contentOf(other)]
  if (Buffer.compare(left, right) !== 0) {
    const place = `byte ${firstDifference(left, right)} of its content`
    return `${place}: ${quoteBoth(left, right)}`
  }
  if (Buffer.compare(rawOf(one), rawOf(other)) !== 0) return 'the compression of its content'
  const [before, after] = [Buffer.from(entriesOf(one)), Buffer.from(entriesOf(other))]
  if (before.equals(after)) return undefined
  return `byte ${firstDifference(before, after)}: ${quoteBoth(before, after)}`
}

/** Read a stream; what is no stream has no content. */
function contentOf(object: PDFObject): Uint8Array {
  if (!(object instanceof PDFRawStream)) return rawOf(object)
  try {
    return decodePDFRawStream(object).decode()
  } catch {
    // A filter that is left to those who show images.
    return rawOf(object)
  }
}

function rawOf(object: PDFObject): Uint8Array {
  return object instanceof PDFRawStream ? object.getContents() : new Uint8Array()
}

function entriesOf(object: PDFObject): string {
  return object instanceof PDFRawStream ? object.dict.toString() : object.toString()
}

/** Name the kind of an object: its type and subtype, else what it is made as. */
function kindOf(object: PDFObject | undefined): string {
  const dictionary = object instanceof PDFRawStream ? object.dict : object
  if (dictionary instanceof PDFArray) return 'array'
  if (!(dictionary instanceof PDFDict)) return 'value'
  const names = ['Type', 'Subtype', 'S'].flatMap((key) => {
    const name = dictionary.get(PDFName.of(key))
    return name instanceof PDFName ? [name.decodeText()] : []
  })
  if (names.length > 0) return names.join(' ')
  return object instanceof PDFRawStream ? 'stream' : 'dictionary'
}
