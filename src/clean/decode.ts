import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'

/**
 * Decode a received text as UTF-8 and drop its byte order mark.
 *
 * Returns `undefined`, and reports on the file, if it is not UTF-8 or is empty.
 */
export function decode(received: VFile): string | undefined {
  const bytes =
    typeof received.value === 'string' ? new TextEncoder().encode(received.value) : received.value
  const text = new TextDecoder().decode(bytes)
  if (!isUtf8(bytes)) {
    const place = location(text).toPoint(Math.max(0, text.indexOf('\ufffd')))
    report(received, 'source-encoding', 'Unexpected bytes, expected UTF-8', place)
    return undefined
  }
  if (text.trim() === '') {
    report(received, 'received-empty', 'Unexpected empty file, expected the text as received')
    return undefined
  }
  return text
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
