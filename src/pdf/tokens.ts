const token =
  /[\0\t\n\f\r ]+|%[^\r\n]*|<<|>>|<[^>]*>|\/[^\0\t\n\f\r ()<>[\]{}/%]*|[[\]{}()<>]|[^\0\t\n\f\r ()<>[\]{}/%]+/y

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

/** An operand begins with a digit, a sign, a point or a delimiter, an operator with a letter or a quote. */
export function isOperand(code: number, part: string): boolean {
  if (code < 65) return code !== 34 && code !== 39
  return code === 91 || code === 93 || part === 'true' || part === 'false' || part === 'null'
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
