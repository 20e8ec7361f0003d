/** Read a ToUnicode CMap (PDF 32000-1, 9.10.3): what each code means. */
export function readToUnicode(cmap: string): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>()
  for (const [, block = ''] of cmap.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code = '', hex = ''] of block.matchAll(/<([^>]*)>\s*<([^>]*)>/g)) {
      meanings.set(Number.parseInt(code, 16), spell(hex, 0))
    }
  }
  const range = /<([^>]*)>\s*<([^>]*)>\s*(?:<([^>]*)>|\[([^\]]*)\])/g
  for (const [, block = ''] of cmap.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, first = '', last = '', hex, list = ''] of block.matchAll(range)) {
      const from = Number.parseInt(first, 16)
      const each = [...list.matchAll(/<([^>]*)>/g)].map(([, entry = '']) => entry)
      for (let code = from; code <= Number.parseInt(last, 16); code++) {
        const by = code - from
        meanings.set(code, hex === undefined ? spell(each[by] ?? '', 0) : spell(hex, by))
      }
    }
  }
  return meanings
}

/** Spell UTF-16 written in hexadecimal digits, the last unit counted on. */
function spell(hex: string, by: number): string {
  const units = (hex.replaceAll(/\s/g, '').match(/.{1,4}/g) ?? []).map((unit) =>
    Number.parseInt(unit, 16)
  )
  return String.fromCharCode(
    ...units.map((unit, index) => (index === units.length - 1 ? unit + by : unit))
  )
}
