/** An entry of a zip file as its two headers tell (APPNOTE 4.3.7, 4.3.12). */
export type Entry = Readonly<{
  name: string
  /** Where its local header begins, and the first byte behind its data. */
  from: number
  to: number
  central: Header
  local: Header
  /** Its data as they stand in the file, and its comment, bytes. */
  data: Uint8Array
  comment: number
}>

/** What either header says. */
export type Header = Readonly<{
  name: string
  flags: number
  method: number
  time: number
  date: number
  crc: number
  packed: number
  size: number
  /** Bytes of the extra field. */
  extra: number
}>

/** A zip file: its entries as its directory lists them, and what stands around them. */
export type Zip = Readonly<{
  entries: ReadonlyArray<Entry>
  /** Where the directory begins, and its length; what its end says of it (APPNOTE 4.3.16). */
  directory: Readonly<{ from: number; to: number }>
  end: Readonly<{ from: number; to: number; comment: number; count: number }>
}>

/**
 * Read the headers of a zip file.
 *
 * @throws if there is no directory, or it names what is not there.
 */
export function readZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  const count = view.getUint16(end + 10, true)
  const from = view.getUint32(end + 16, true)
  const entries: Entry[] = []
  let at = from
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error('No entry in the zip directory')
    const comment = view.getUint16(at + 32, true)
    const central = headerAt(bytes, view, at + 8, at + 46)
    entries.push(entryAt(bytes, view, view.getUint32(at + 42, true), central, comment))
    at += 46 + view.getUint16(at + 28, true) + central.extra + comment
  }
  const comment = view.getUint16(end + 20, true)
  return {
    entries,
    directory: { from, to: at },
    end: { from: end, to: end + 22 + comment, comment, count }
  }
}

/** Find the end record: nothing but its comment may follow it. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at -= 1) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw new Error('No zip directory')
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  from: number,
  central: Header,
  comment: number
): Entry {
  if (view.getUint32(from, true) !== 0x04034b50)
    throw new Error(`No entry ${central.name} in the zip file`)
  const local = headerAt(bytes, view, from + 6, from + 30)
  const data = from + 30 + view.getUint16(from + 26, true) + local.extra
  const to = data + central.packed
  return { name: central.name, from, to, central, local, data: bytes.subarray(data, to), comment }
}

/** Read what both headers have: the fields from the flags on, and the name. */
function headerAt(bytes: Uint8Array, view: DataView, at: number, name: number): Header {
  const length = view.getUint16(at + 20, true)
  return {
    name: new TextDecoder().decode(bytes.subarray(name, name + length)),
    flags: view.getUint16(at, true),
    method: view.getUint16(at + 2, true),
    time: view.getUint16(at + 4, true),
    date: view.getUint16(at + 6, true),
    crc: view.getUint32(at + 8, true),
    packed: view.getUint32(at + 12, true),
    size: view.getUint32(at + 16, true),
    extra: view.getUint16(at + 22, true)
  }
}
