const evenHex = /^<(?:[0-9A-Fa-f]{2})*>$/

/** A token beyond the limits of an archive (ISO 19005-2, 6.1.6, 6.1.8, 6.1.13), and how it is written. */
export type Excess = Readonly<{
  kind: 'hex' | 'digits' | 'number' | 'string' | 'name'
  what: string
}>

/**
 * Judge a token: what is written in a way, or is greater, than an archive may hold.
 *
 * @returns nothing for nearly all.
 */
export function excessOf(part: string): Excess | undefined {
  const first = part.charCodeAt(0)
  if (first === 60) return part.length > 2 && part !== '<<' ? hexExcess(part) : undefined
  if (first === 40)
    return part.length > 32_767 && lengthOf(part) > 32_767 ? excess('string', part) : undefined
  if (first === 47)
    return part.length > 127 && nameBytes(part) > 127 ? excess('name', part) : undefined
  return part.length > 9 && /^[+-]?[\d.]+$/.test(part) ? numberExcess(part) : undefined
}

function hexExcess(part: string): Excess | undefined {
  if (part.length === 6 && evenHex.test(part)) return undefined
  const digits = part.slice(1, -1).replaceAll(/[\0\t\n\f\r ]/g, '')
  if (/[^0-9A-Fa-f]/.test(digits)) return excess('digits', part)
  if (digits.length % 2 === 1) return excess('hex', part)
  return digits.length > 2 * 32_767 ? excess('string', part) : undefined
}

function numberExcess(part: string): Excess | undefined {
  const value = Number(part)
  const size = Math.abs(value)
  if (!part.includes('.')) {
    return value > 2_147_483_647 || value < -2_147_483_648 ? excess('number', part) : undefined
  }
  return size > 3.403e38 || (size !== 0 && size < 1.175e-38) ? excess('number', part) : undefined
}

function lengthOf(part: string): number {
  return part.slice(1, -1).replaceAll(/\\(?:[0-7]{1,3}|\r\n|.)/gs, '.').length
}

function nameBytes(part: string): number {
  return part.slice(1).replaceAll(/#[0-9A-Fa-f]{2}/g, '.').length
}

function excess(kind: Excess['kind'], part: string): Excess {
  return { kind, what: part.length > 40 ? `${part.slice(0, 40)}…` : part }
}
