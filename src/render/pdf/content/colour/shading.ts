import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef
} from '@cantoo/pdf-lib'
import type { Outcome } from './encounter.ts'
import { colourOf, greyOf, greyProgram, isGrey } from './grey.ts'
import { readSpace } from './space.ts'

/**
 * Make greys of the colours of a shading (PDF 32000-1, 8.7.4.5) that runs along a line, between two
 * circles or by a program. Its functions are linear in their colours, so the greys are exact.
 *
 * @param done what became of the functions met before; shadings may share them.
 */
export function greyShading(shading: PDFDict, done: Map<PDFObject, Outcome>): Outcome {
  const { context } = shading
  const space = readSpace(shading.lookup(key('ColorSpace')))
  if (space.kind === 'grey') return { hasColours: false }
  if (space.kind !== 'rgb') return refuse('gradient in an unknown colour space')
  const kind = numberOf(shading, 'ShadingType')
  if (kind > 3) return refuse(`mesh of colours (shading type ${kind})`)
  const outcome = greyFunction(context, shading.get(key('Function')), done)
  if (outcome.fault) return outcome
  shading.set(key('ColorSpace'), key('DeviceGray'))
  return join([outcome, greyEntry(shading, 'Background')])
}

/** Make a grey of a colour among the entries of a dictionary. */
export function greyEntry(dict: PDFDict, name: string): Outcome {
  const parts = dict.lookup(key(name))
  if (!(parts instanceof PDFArray) || parts.size() !== 3) return { hasColours: false }
  const numbers = parts.asArray().map((part) => (part instanceof PDFNumber ? part.asNumber() : 0))
  const colour = colourOf(numbers)
  dict.set(key(name), dict.context.obj([greyOf(colour)]))
  return { hasColours: !isGrey(colour) }
}

/** Make a function (PDF 32000-1, 7.10) tell greys. */
function greyFunction(
  context: PDFContext,
  entry: PDFObject | undefined,
  done: Map<PDFObject, Outcome>
): Outcome {
  const value = entry && context.lookup(entry)
  const before = entry && done.get(entry)
  if (before) return before
  const dict = value instanceof PDFRawStream ? value.dict : value
  if (!entry || !(dict instanceof PDFDict)) return refuse('list of functions for a gradient')
  const kind = numberOf(dict, 'FunctionType')
  if (kind < 2) return refuse('table of colours for a gradient')
  if (dict.has(key('Range'))) dict.set(key('Range'), context.obj([0, 1]))
  const parts = dict.lookup(key('Functions'))
  const outcome =
    value instanceof PDFRawStream && entry instanceof PDFRef
      ? greyProgramOf(value, entry)
      : parts instanceof PDFArray
        ? join(parts.asArray().map((part) => greyFunction(context, part, done)))
        : join([greyEntry(dict, 'C0'), greyEntry(dict, 'C1')])
  done.set(entry, outcome)
  return outcome
}

/** Let a program (PDF 32000-1, 7.10.5) end in the grey of the colour it finds. */
function greyProgramOf(stream: PDFRawStream, ref: PDFRef): Outcome {
  const { dict } = stream
  const program = Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1')
  const grey = dict.context.flateStream(program.replace(/\}\s*$/, ` ${greyProgram} }`))
  dict.set(key('Filter'), key('FlateDecode'))
  dict.context.assign(ref, PDFRawStream.of(dict, grey.contents))
  return { hasColours: true }
}

function join(outcomes: ReadonlyArray<Outcome>): Outcome {
  const fault = outcomes.find((outcome) => outcome.fault)
  return fault ?? { hasColours: outcomes.some(({ hasColours }) => hasColours) }
}

function refuse(fault: string): Outcome {
  return { hasColours: true, fault }
}

function numberOf(dict: PDFDict, name: string): number {
  const value = dict.lookup(key(name))
  return value instanceof PDFNumber ? value.asNumber() : 0
}

function key(name: string): PDFName {
  return PDFName.of(name)
}
