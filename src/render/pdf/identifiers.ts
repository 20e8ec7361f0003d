import { PDFArray, PDFDict, type PDFDocument, type PDFObject, PDFStream, PDFString } from 'pdf-lib'

/**
 * Count the identifiers of structure elements anew (PDF 32000-1, 14.7.2).
 *
 * Chromium names the heads of tables after its own nodes, whose numbers differ from run to run. The
 * order of the names stays, since their tree is sorted.
 */
export function renameElements(document: PDFDocument): void {
  const objects = document.context.enumerateIndirectObjects().map(([, object]) => object)
  const names = new Set<string>()
  for (const object of objects) {
    visitNames(object, (name) => {
      names.add(name)
      return undefined
    })
  }
  const fresh = new Map(
    [...names].sort().map((name, index) => [name, `node${String(index + 1).padStart(8, '0')}`])
  )
  for (const object of objects) visitNames(object, (name) => fresh.get(name))
}

/** Visit each name in an object, those of the objects it refers to apart, and replace it. */
function visitNames(object: PDFObject, rename: (name: string) => string | undefined): void {
  const dict = object instanceof PDFStream ? object.dict : object
  if (dict instanceof PDFDict) {
    for (const [key, value] of dict.entries()) {
      visitNames(value, rename)
      const name = renamed(value, rename)
      if (name) dict.set(key, name)
    }
  }
  if (dict instanceof PDFArray) {
    for (const [index, value] of dict.asArray().entries()) {
      visitNames(value, rename)
      const name = renamed(value, rename)
      if (name) dict.set(index, name)
    }
  }
}

function renamed(
  value: PDFObject,
  rename: (name: string) => string | undefined
): PDFString | undefined {
  if (!(value instanceof PDFString) || !/^node\d+$/.test(value.asString())) return undefined
  const name = rename(value.asString())
  return name ? PDFString.of(name) : undefined
}
