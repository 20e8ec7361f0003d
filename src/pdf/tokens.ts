const token =
  /[\0\t\n\f\r ]+|%[^\r\n]*|<<|>>|<[^>]*>|\/[^\0\t\n\f\r ()<>[\]{}/%]*|[[\]{}()<>]|[^\0\t\n\f\r ()<>[\]{}/%]+/y

const evenHex = /^<(?:[0-9A-Fa-f]{2})*>$/

/** What a file must not hold, and where it was seen. */
export type Excess = Readonly<{
  kind: 'hex' | 'digits' | 'number' | 'string' | 'name'
  what: string
}>

/** Find the end of the token that begins at an index (PDF 32000-1, 7.2); white space is one too. */
export function tokenEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === 40) return stringEnd(text, at)
  if (text.charCodeAt(at) <= 32 && text.charCodeAt(at + 1) > 32) return at + 1
  token.lastIndex = at
  return token.test(text) ? token.lastIndex : at + 1
}

/** A string in parentheses may hold others, and parentheses that are escaped. */
function stringEnd(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at += 1
    else if (code === 40) depth += 1
    else if (code === 41) depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

/** Whether a token is white space or a comment. */
export function isBlank(code: number): boolean {
  return (
    code === 32 ||
    code === 10 ||
    code === 13 ||
    code === 0 ||
    code === 9 ||
    code === 12 ||
    code === 37
  )
}

/** List the tokens of a text that is no longer than one object. */
export function tokensOf(text: string): ReadonlyArray<string> {
  const tokens: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at)
    if (!isBlank(text.charCodeAt(at))) tokens.push(text.slice(at, end))
    at = end
  }
  return tokens
}

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
