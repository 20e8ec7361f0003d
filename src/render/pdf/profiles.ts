/**
 * Make an sRGB profile (IEC 61966-2-1) as a monitor profile by ICC.1:2001-04, 6.3.2. It is computed
 * from the standard's figures, so it is free of copyright.
 *
 * @returns the bytes of an ICC profile, version 2.4, the same every time.
 */
export function screenProfile(): Uint8Array {
  const curve = curveTag(1024, (signal) =>
    signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4
  )
  return profile('mntr', 'RGB ', [
    ...descriptionTags('sRGB IEC61966-2.1'),
    ['wtpt', pointTag(0.9505, 1, 1.0891)],
    // The primaries of IEC 61966-2-1, adapted from D65 to D50 (linear Bradford).
    ['rXYZ', pointTag(0.43607, 0.22249, 0.01392)],
    ['gXYZ', pointTag(0.38515, 0.71687, 0.09708)],
    ['bXYZ', pointTag(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve]
  ])
}

/** Dot gain at 50 %. */
const gain = 0.15

/** Name of the printing condition {@link pressProfile} describes. */
export const pressCondition: string = `Gray, dot gain ${gain * 100} %`

/**
 * Make the profile of a press that prints black only, by ICC.1:2001-04, 6.3.3.1.
 *
 * A screen of `a` prints like one of `a + 4 g a (1 - a)` (Murray and Davies), where `g` is the dot
 * gain at 50 %; paper white and solid black are the extremes.
 *
 * @returns the bytes of an ICC profile, version 2.4, the same every time.
 */
export function pressProfile(): Uint8Array {
  const curve = curveTag(256, (gray) => {
    const dots = 1 - gray
    return 1 - Math.min(1, dots + 4 * gain * dots * (1 - dots))
  })
  return profile('prtr', 'GRAY', [
    ...descriptionTags(pressCondition),
    ['wtpt', pointTag(...daylight)],
    ['kTRC', curve]
  ])
}

type Tag = readonly [signature: string, data: Buffer]

/** D50, the white point of the profile connection space (ICC.1:2001-04, 6.1). */
const daylight = [0.9642, 1, 0.8249] as const

/** Write a profile: 128 bytes of header, the tag table, and each tag's data once. */
function profile(
  kind: 'mntr' | 'prtr',
  space: 'RGB ' | 'GRAY',
  tags: ReadonlyArray<Tag>
): Uint8Array {
  const table = Buffer.alloc(4 + 12 * tags.length)
  table.writeUInt32BE(tags.length)
  const places = new Map<Buffer, number>()
  let end = 128 + table.length
  for (const [index, [signature, data]] of tags.entries()) {
    const place = places.get(data) ?? end
    if (!places.has(data)) end += data.length
    places.set(data, place)
    table.write(signature, 4 + 12 * index)
    table.writeUInt32BE(place, 8 + 12 * index)
    table.writeUInt32BE(data.length, 12 + 12 * index)
  }
  const header = Buffer.alloc(128)
  header.writeUInt32BE(end)
  header.writeUInt32BE(0x02400000, 8)
  header.write(`${kind}${space}XYZ `, 12)
  // A date is required; it is that of the standard.
  for (const [index, part] of [2001, 4, 1].entries()) header.writeUInt16BE(part, 24 + 2 * index)
  header.write('acsp', 36)
  numbers(...daylight).copy(header, 68)
  return Buffer.concat([header, table, ...places.keys()])
}

function descriptionTags(name: string): ReadonlyArray<Tag> {
  const text = Buffer.from(`${name}\0`, 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return [
    // Without Unicode and Macintosh names.
    ['desc', tag('desc', length, text, Buffer.alloc(4 + 4 + 2 + 1 + 67))],
    ['cprt', tag('text', Buffer.from('No rights reserved (CC0)\0', 'latin1'))]
  ]
}

function pointTag(x: number, y: number, z: number): Buffer {
  return tag('XYZ ', numbers(x, y, z))
}

/** Write a function on 0 to 1 as a table. */
function curveTag(count: number, value: (signal: number) => number): Buffer {
  const data = Buffer.alloc(4 + 2 * count)
  data.writeUInt32BE(count)
  for (let index = 0; index < count; index++) {
    data.writeUInt16BE(Math.round(value(index / (count - 1)) * 65535), 4 + 2 * index)
  }
  return tag('curv', data)
}

/** Write the data of a tag, padded to a multiple of four bytes. */
function tag(kind: string, ...data: ReadonlyArray<Buffer>): Buffer {
  const bytes = Buffer.concat([Buffer.from(`${kind}\0\0\0\0`, 'latin1'), ...data])
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

/** Write numbers as s15Fixed16. */
function numbers(...values: ReadonlyArray<number>): Buffer {
  const data = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) {
    data.writeInt32BE(Math.round(value * 65536), 4 * index)
  }
  return data
}
