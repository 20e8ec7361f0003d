import { createHash } from 'node:crypto'

/** The name space of kanben's identifiers, a constant drawn once. */
const nameSpace = Uint8Array.from(Buffer.from('61ce96b2411d45e5b57ccda950ef5004', 'hex'))

/** What a document is told apart by. */
type Named = Readonly<{
  identifier?: string
  lang: string
  title: string
  date: string
  body?: string
}>

/**
 * Name a document: by the URI its publisher gave it, or else by a UUID that depends on its
 * language, title, date and issuing body alone.
 */
export function identify({ identifier, lang, title, date, body = '' }: Named): string {
  return identifier ?? uuidOf([lang, title, date, body])
}

/** Digest content: SHA-256, lower-case hexadecimal; of a text, that of its UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Make a URN of what something is told apart by: the same words give the same one (UUIDv5; RFC 9562, 5.5). */
export function uuidOf(words: ReadonlyArray<string>): string {
  const name = JSON.stringify(words)
  const bytes = createHash('sha1').update(nameSpace).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const uuid = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return `urn:uuid:${uuid}`
}
