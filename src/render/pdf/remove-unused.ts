import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream
} from '@cantoo/pdf-lib'

const filter = PDFName.of('Filter')
const deflated = PDFName.of('FlateDecode')

/**
 * Remove what a document does not need: unreferenced objects, obsolete procedure sets (PDF 32000-1,
 * 14.2), empty annotation and resource lists.
 *
 * Streams deflated by the browser are deflated again, since its zlib output depends on the
 * processor.
 */
export function removeUnused({ context }: PDFDocument): void {
  const reached = reach([context.trailerInfo.Root, context.trailerInfo.Info])
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!reached.has(ref)) context.delete(ref)
    else if (object instanceof PDFRawStream && object.dict.get(filter) === deflated) {
      context.assign(ref, deflateAnew(object))
    }
  }

  function reach(roots: ReadonlyArray<PDFObject | undefined>): ReadonlySet<PDFRef> {
    const reached = new Set<PDFRef>()
    const waiting = [...roots]
    while (waiting.length > 0) {
      const next = waiting.pop()
      if (next instanceof PDFRef) {
        if (reached.has(next)) continue
        reached.add(next)
        waiting.push(context.lookup(next))
      } else if (next instanceof PDFArray) waiting.push(...next.asArray())
      else if (next instanceof PDFDict) waiting.push(...withoutEmpty(next).values())
      else if (next instanceof PDFStream) {
        // pdf-lib computes the length of a stream when writing it.
        next.dict.delete(PDFName.of('Length'))
        waiting.push(...withoutEmpty(next.dict).values())
      }
    }
    return reached
  }
}

/** Delete obsolete and empty entries of a dictionary. */
function withoutEmpty(dict: PDFDict): PDFDict {
  dict.delete(PDFName.of('ProcSet'))
  for (const key of [
    'Annots',
    'XObject',
    'ExtGState',
    'Pattern',
    'Shading',
    'ColorSpace',
    'Font'
  ]) {
    const value = dict.lookup(PDFName.of(key))
    const isEmpty =
      (value instanceof PDFArray && value.size() === 0) ||
      (value instanceof PDFDict && value.keys().length === 0)
    if (isEmpty) dict.delete(PDFName.of(key))
  }
  return dict
}

function deflateAnew(stream: PDFRawStream): PDFRawStream {
  const { dict } = stream
  // A predictor is undone by decoding (PDF 32000-1, 7.4.4.4).
  const { contents } = dict.context.flateStream(decodePDFRawStream(stream).decode())
  return PDFRawStream.of(dict, contents)
}
