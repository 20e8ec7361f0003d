import { isBlank, isOperand, tokenEnd } from './tokens.ts'

/**
 * An operation of a content stream (PDF 32000-1, 7.8.2): an operator and what stands before it, each
 * operand as it is written, one character a byte.
 */
export type Operation = Readonly<{ operator: string; operands: ReadonlyArray<string> }>

/**
 * Read the operations of a content stream.
 *
 * @throws at an inline image, whose data only a decoder could find the end of; Chromium writes none.
 */
export function readOperations(bytes: Uint8Array): Operation[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const operations: Operation[] = []
  let operands: string[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    const end = isOpening(text, at) ? groupEnd(text, at) : tokenEnd(text, at)
    const token = text.slice(at, end)
    at = end
    if (isBlank(code)) continue
    if (isOperand(code, token)) {
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

/** An array or a dictionary is one operand, as it is written. */
function groupEnd(text: string, from: number): number {
  let depth = 0
  let at = from
  while (at < text.length) {
    const end = tokenEnd(text, at)
    if (isOpening(text, at)) depth += 1
    else if (text.charAt(at) === ']' || text.startsWith('>>', at)) depth -= 1
    at = end
    if (depth === 0) return at
  }
  return at
}

function isOpening(text: string, at: number): boolean {
  return text.charAt(at) === '[' || text.startsWith('<<', at)
}
