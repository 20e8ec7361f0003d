import { inflateSync } from 'node:zlib'
import { type Excess, excessOf } from './limits.ts'
import { isBlank, tokenEnd, tokensOf } from './tokens.ts'

/** Something written in a way an archive may not be. */
export type SyntaxFault = Readonly<{
  kind: Excess['kind'] | 'spacing' | 'length' | 'stream' | 'xref' | 'size' | 'utf8'
  what: string
}>

/** A file as it is written, before anything is made of it. */
export type FileSyntax = Readonly<{
  /** One character a byte. */
  text: string
  slips: ReadonlyArray<SyntaxFault>
}>

type RawObject = Readonly<{
  number: number
  offset: number
  dict: string
  stream: string
  end: number
}>

/**
 * Read a file byte for byte, object after object from the header to the cross-reference section
 * (PDF 32000-1, 7.5). A reader of PDF forgives what is asked about here.
 */
export function readSyntax(bytes: Uint8Array): FileSyntax {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const slips: SyntaxFault[] = []
  const objects: RawObject[] = []
  let at = skipBlanks(text, 0)
  for (;;) {
    const object = readObject(text, at, slips)
    if (!object) break
    objects.push(object)
    at = skipBlanks(text, object.end)
  }
  checkReferences(text, at, objects, slips)
  return { text, slips }
}

const head = /(\d+)([\0\t\n\f\r ]+)(\d+)([\0\t\n\f\r ]+)obj/y

function readObject(text: string, offset: number, slips: SyntaxFault[]): RawObject | undefined {
  head.lastIndex = offset
  const found = head.exec(text)
  if (!found) return undefined
  const name = `object ${found[1]}`
  const begin = head.lastIndex
  const isSpaced = found[2]?.length === 1 && found[4]?.length === 1
  if (!isSpaced || !isLineEnd(text, offset - 1) || !isLineEnd(text, begin)) {
    slips.push({ kind: 'spacing', what: `spacing of ${name}` })
  }
  const { at, word } = readTokens(text, begin, slips)
  const dict = text.slice(begin, at)
  const body = word === 'stream' ? readStream(text, at, dict, name, slips) : { stream: '', end: at }
  const last = skipBlanks(text, body.end)
  const end = last + 'endobj'.length
  if (text.slice(last, end) !== 'endobj' || !isLineEnd(text, last - 1) || !isLineEnd(text, end)) {
    slips.push({ kind: 'spacing', what: `end of ${name}` })
  }
  const isStock = /\/Type\s*\/ObjStm\b/.test(dict)
  if (isStock) readTokens(inflate(body.stream), 0, slips)
  return { number: Number(found[1]), offset, dict, stream: body.stream, end }
}

/** Judge the tokens up to the one that ends an object or begins its stream. */
function readTokens(
  text: string,
  from: number,
  slips: SyntaxFault[]
): { at: number; word: string } {
  let at = from
  while (at < text.length) {
    const end = tokenEnd(text, at)
    if (!isBlank(text.charCodeAt(at))) {
      const part = text.slice(at, end)
      if (part === 'stream' || part === 'endobj') return { at, word: part }
      const excess = excessOf(part)
      if (excess) slips.push(excess)
      if (part.startsWith('/') && /[#\x80-\xff]/.test(part) && !isUtf8(part)) {
        slips.push({ kind: 'utf8', what: `name ${part}` })
      }
    }
    at = end
  }
  return { at, word: '' }
}

function readStream(
  text: string,
  at: number,
  dict: string,
  name: string,
  slips: SyntaxFault[]
): { stream: string; end: number } {
  const word = at + 'stream'.length
  const begin = text.charAt(word) === '\r' ? word + 2 : word + 1
  if (!/^\r?\n/.test(text.slice(word, word + 2))) {
    slips.push({ kind: 'stream', what: `line end behind the keyword stream of ${name}` })
  }
  const tokens = tokensOf(dict)
  const length = Number(tokens[tokens.indexOf('/Length') + 1])
  if (/^(?:\r\n|\r|\n)endstream/.test(text.slice(begin + length, begin + length + 11))) {
    return {
      stream: text.slice(begin, begin + length),
      end: text.indexOf('endstream', begin + length) + 9
    }
  }
  const found = text.indexOf('endstream', begin)
  const stop = found === -1 ? text.length : found
  const isGlued = begin + length === stop
  const kind = isGlued ? 'stream' : 'length'
  const what = isGlued ? 'no line end before the keyword endstream' : `Length ${length}`
  slips.push({ kind, what: `${what} of ${name}` })
  return { stream: text.slice(begin, stop), end: stop + 9 }
}

/** Hold the cross-reference section and its size against the objects there are. */
function checkReferences(
  text: string,
  at: number,
  objects: ReadonlyArray<RawObject>,
  slips: SyntaxFault[]
): void {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64))?.[1] ?? -1)
  const stream = objects.find(({ dict }) => /\/Type\s*\/XRef\b/.test(dict))
  const table = stream ? undefined : text.slice(at)
  if (start !== (stream?.offset ?? at)) slips.push({ kind: 'xref', what: `startxref ${start}` })
  if (table !== undefined && !/^xref(?:\r\n|\r|\n)\d+ \d+\s/.test(table)) {
    slips.push({ kind: 'xref', what: 'keyword xref without a line end and a subsection' })
  }
  const offsets = stream ? offsetsInStream(stream) : offsetsInTable(table ?? '')
  for (const { number, offset } of objects) {
    if (offsets.get(number) === offset || (stream?.number === number && !offsets.has(number)))
      continue
    slips.push({ kind: 'xref', what: `offset ${offsets.get(number)} of object ${number}` })
  }
  const size = Number(/\/Size\s+(\d+)/.exec(stream?.dict ?? table ?? '')?.[1] ?? Number.NaN)
  // Object 0 heads the free list and is no object.
  if (!(size <= 8_388_608)) slips.push({ kind: 'size', what: `${size - 1} objects` })
}

function offsetsInTable(table: string): ReadonlyMap<number, number> {
  const offsets = new Map<number, number>()
  let next = 0
  for (const [line = '', offset] of table.matchAll(/^(?:\d+ \d+|(\d{10}) \d{5} [nf])\s*$/gm)) {
    if (offset === undefined) next = Number(line.split(' ')[0])
    else {
      if (line.includes('n')) offsets.set(next, Number(offset))
      next += 1
    }
  }
  return offsets
}

/** PDF 32000-1, 7.5.8. */
function offsetsInStream({ dict, stream }: RawObject): ReadonlyMap<number, number> {
  const figures = (key: string) =>
    (new RegExp(`/${key}\\s*\\[([^\\]]*)`).exec(dict)?.[1] ?? '').trim().split(/\s+/).map(Number)
  const [kind = 0, place = 0, more = 0] = figures('W')
  const size = Number(/\/Size\s+(\d+)/.exec(dict)?.[1])
  const index = /\/Index\b/.test(dict) ? figures('Index') : [0, size]
  const data = Buffer.from(inflate(stream), 'latin1')
  const offsets = new Map<number, number>()
  let at = 0
  for (let range = 0; range < index.length; range += 2) {
    const [first = 0, count = 0] = [index[range], index[range + 1]]
    for (let number = first; number < first + count; number++) {
      if (at + kind + place + more > data.length) return offsets
      const isInFile = kind === 0 || data.readUIntBE(at, kind) === 1
      if (isInFile && place > 0) offsets.set(number, data.readUIntBE(at + kind, place))
      at += kind + place + more
    }
  }
  return offsets
}

function inflate(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlank(text.charCodeAt(at))) at = tokenEnd(text, at)
  return at
}

function isLineEnd(text: string, at: number): boolean {
  return text.charAt(at) === '\n' || text.charAt(at) === '\r'
}

function isUtf8(name: string): boolean {
  const bytes = name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16))
  )
  const buffer = Buffer.from(bytes, 'latin1')
  return Buffer.from(buffer.toString('utf8')).equals(buffer)
}
