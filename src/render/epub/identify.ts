import { createHash } from 'node:crypto'
import type { Meta } from '../../book.ts'

/** The name space of kanben's identifiers, a constant drawn once. */
const nameSpace = Uint8Array.from(Buffer.from('61ce96b2411d45e5b57ccda950ef5004', 'hex'))

/**
 * Name a document: by the URI its publisher gave it, or else by a UUID that depends on its
 * language, title, date and issuing body alone (UUIDv5; RFC 9562, 5.5).
 */
export function identify({ identifier, lang, title, date, body = '' }: Meta): string {
  return identifier ?? `urn:uuid:${uuid(JSON.stringify([lang, title, date, body]))}`
}

function uuid(name: string): string {
  const bytes = createHash('sha1').update(nameSpace).update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
