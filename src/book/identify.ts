import { createHash } from 'node:crypto'

/** The UUID namespace of kanben's identifiers: a random constant. */
const nameSpace = Uint8Array.from(Buffer.from('61ce96b2411d45e5b57ccda950ef5004', 'hex'))

/** What identifies a document. */
type Named = Readonly<{
  identifier?: string
  lang: string
  title: string
  date: string
  body?: string
}>

/**
 * Identify a document by the URI its publisher gave it, or else by a UUID made from its language,
 * title, date and issuing body only.
 */
export function identify({ identifier, lang, title, date, body = '' }: Named): string {
  return identifier ?? uuidOf([lang, title, date, body])
}

/** Compute a SHA-256 in lower-case hexadecimal; a string is encoded as UTF-8. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** Make a UUID URN from identifying words: the same words give the same URN (UUIDv5; RFC 9562, 5.5). */
export function uuidOf(words: ReadonlyArray<string>): string {
  const name = JSON.stringify(words)
  const bytes = createHash('sha1').update(nameSpace).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const uuid = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return `urn:uuid:${uuid}`
}
