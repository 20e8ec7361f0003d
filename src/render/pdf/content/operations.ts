/**
 * An operation of a content stream (PDF 32000-1, 7.8.2): an operator and what stands before it, each
 * operand as it is written, one character a byte.
 */
export type Operation = Readonly<{ operator: string; operands: ReadonlyArray<string> }>

const blank = /[\0\t\n\f\r ]/
const delimiter = /[()<>[\]{}/%]/
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const literals = new Set(['true', 'false', 'null'])

/**
 * Read the operations of a content stream.
 *
 * @throws at an inline image, whose data only a decoder could find the end of; Chromium writes none.
 */
export function readOperations(bytes: Uint8Array): Operation[] {
  const text = Buffer.from(bytes).toString('latin1')
  const operations: Operation[] = []
  let operands: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = endOf(text, at)
    const token = text.slice(at, end)
    at = end
    const first = token.charAt(0)
    if (blank.test(first) || first === '%') continue
    if (/[(<[/]/.test(first) || number.test(token) || literals.has(token)) {
      operands.push(token)
      continue
    }
    if (token === 'BI') throw new Error('Unexpected inline image in a content stream')
    operations.push({ operator: token, operands })
    operands = []
  }
  return operations
}

/** Write operations as a content stream, one a line. */
export function writeOperations(operations: ReadonlyArray<Operation>): Uint8Array {
  const lines = operations.map(({ operator, operands }) => [...operands, operator].join(' '))
  return Buffer.from(`${lines.join('\n')}\n`, 'latin1')
}

/** Write an operation. */
export function operation(
  operator: string,
  ...operands: ReadonlyArray<string | number>
): Operation {
  return { operator, operands: operands.map((operand) => figure(operand)) }
}

/** A number as PDF writes it: no exponent, and not more places than a device can show. */
function figure(operand: string | number): string {
  return typeof operand === 'string' ? operand : String(Number(operand.toFixed(5)))
}

/** Find the end of the token that begins at an index. */
function endOf(text: string, from: number): number {
  const first = text.charAt(from)
  if (first === '(') return endOfString(text, from)
  if (first === '[' || text.startsWith('<<', from)) return endOfGroup(text, from)
  if (first === '<') return indexAfter(text, '>', from)
  if (first === '%') return indexAfter(text, '\n', from)
  let at = from + 1
  if (blank.test(first)) return at
  while (at < text.length && !blank.test(text.charAt(at)) && !delimiter.test(text.charAt(at))) at++
  return at
}

/** A string in parentheses may hold others, and parentheses that are escaped. */
function endOfString(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '\\') at += 1
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (depth === 0) return at + 1
  }
  return text.length
}

/** An array or a dictionary is one operand. */
function endOfGroup(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; ) {
    const sign = text.charAt(at)
    const isDouble = text.startsWith('<<', at) || text.startsWith('>>', at)
    if (sign === '(') {
      at = endOfString(text, at)
      continue
    }
    if (sign === '<' && !isDouble) {
      at = indexAfter(text, '>', at)
      continue
    }
    if (sign === '[' || text.startsWith('<<', at)) depth += 1
    if (sign === ']' || text.startsWith('>>', at)) depth -= 1
    at += isDouble ? 2 : 1
    if (depth === 0) return at
  }
  return text.length
}

function indexAfter(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at === -1 ? text.length : at + 1
}
