import {
  PDFArray,
  PDFBool,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFStream,
  PDFString
} from '@cantoo/pdf-lib'

const names = new WeakMap<PDFName, string>()

/** Look up an entry of a dictionary, through a reference. */
export function lookUp(dict: PDFDict | undefined, key: string): PDFObject | undefined {
  return dict?.lookup(PDFName.of(key))
}

/** Whether a dictionary has an entry. */
export function has(dict: PDFDict | undefined, key: string): boolean {
  return dict?.has(PDFName.of(key)) ?? false
}

/** Look up a dictionary in a dictionary; of a stream, its own. */
export function dictAt(dict: PDFDict | undefined, key: string): PDFDict | undefined {
  return dictOf(lookUp(dict, key))
}

/** Take the dictionary of an object. */
export function dictOf(object: unknown): PDFDict | undefined {
  if (object instanceof PDFStream) return object.dict
  return object instanceof PDFDict ? object : undefined
}

/** Look up a stream in a dictionary. */
export function streamAt(dict: PDFDict | undefined, key: string): PDFStream | undefined {
  const object = lookUp(dict, key)
  return object instanceof PDFStream ? object : undefined
}

/** List what an array in a dictionary holds, as it stands there; what is no array counts as one. */
export function entriesAt(dict: PDFDict | undefined, key: string): ReadonlyArray<PDFObject> {
  const object = lookUp(dict, key)
  if (object instanceof PDFArray) return object.asArray()
  const entry = dict?.get(PDFName.of(key))
  return entry ? [entry] : []
}

/** List what an array in a dictionary holds, through references. */
export function listAt(
  dict: PDFDict | undefined,
  key: string
): ReadonlyArray<PDFObject | undefined> {
  return entriesAt(dict, key).map((entry) => dict?.context.lookup(entry))
}

/** Read a name in a dictionary, without its solidus. */
export function nameAt(dict: PDFDict | undefined, key: string): string | undefined {
  return nameOf(lookUp(dict, key))
}

/** Read a name, without its solidus. */
export function nameOf(object: unknown): string | undefined {
  if (!(object instanceof PDFName)) return undefined
  // There is one object of each name, and pdf-lib decodes it each time.
  const name = names.get(object) ?? object.decodeText()
  names.set(object, name)
  return name
}

/** Read a text string in a dictionary (PDF 32000-1, 7.9.2.2). */
export function textAt(dict: PDFDict | undefined, key: string): string | undefined {
  return textOf(lookUp(dict, key))
}

/** Read a text string. */
export function textOf(object: unknown): string | undefined {
  const isText = object instanceof PDFString || object instanceof PDFHexString
  return isText ? object.decodeText() : undefined
}

/** Read the bytes of a string, one character a byte. */
export function bytesOf(object: unknown): string | undefined {
  const isText = object instanceof PDFString || object instanceof PDFHexString
  return isText ? Buffer.from(object.asBytes()).toString('latin1') : undefined
}

/** Read a number in a dictionary. */
export function numberAt(dict: PDFDict | undefined, key: string): number | undefined {
  return numberOf(lookUp(dict, key))
}

/** Read a number. */
export function numberOf(object: unknown): number | undefined {
  return object instanceof PDFNumber ? object.asNumber() : undefined
}

/** List the numbers of an array in a dictionary. */
export function numbersAt(dict: PDFDict | undefined, key: string): ReadonlyArray<number> {
  return listAt(dict, key).flatMap((entry) => numberOf(entry) ?? [])
}

/** Whether an entry of a dictionary is true. */
export function isTrue(dict: PDFDict | undefined, key: string): boolean {
  return lookUp(dict, key) === PDFBool.True
}
