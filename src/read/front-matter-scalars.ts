import { CST, type Document, Lexer, visit } from 'yaml'

/** Something in a front matter that YAML would take away or change without a word. */
export type ScalarFault = Readonly<{
  reason: string
  /** Counted from the start of the YAML. */
  offset: number
}>

/**
 * Find the values of a front matter that YAML does not read as they are written: cut short by a
 * comment behind them, `决议 #5`, or put together from several lines. A comment may have a line of
 * its own.
 */
export function scalarFaults(yaml: string, document: Document): ReadonlyArray<ScalarFault> {
  const faults = commentsBehind(yaml).map((offset) => ({
    reason:
      'Unexpected comment behind a value, expected the value between quotes or nothing behind it',
    offset
  }))
  visit(document, {
    Scalar(_, { type, range }) {
      const [start = 0, end = 0] = range ?? []
      const isBlock = type === 'BLOCK_FOLDED' || type === 'BLOCK_LITERAL'
      if (!isBlock && !yaml.slice(start, end).includes('\n')) return
      const reason =
        'Unexpected value of several lines, expected one line, between quotes if need be'
      faults.push({ reason, offset: start })
    }
  })
  return faults.sort((one, other) => one.offset - other.offset)
}

/** Find the comments that have no line of their own: YAML 1.2, 6.6. */
function commentsBehind(yaml: string): ReadonlyArray<number> {
  const found: number[] = []
  let offset = 0
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = CST.tokenType(lexeme)
    // Signs of the lexer, which stand for no character of the text.
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue
    if (type === 'comment' && !opensLine(yaml, offset)) found.push(offset)
    offset += lexeme.length
  }
  return found
}

function opensLine(yaml: string, offset: number): boolean {
  return yaml.slice(yaml.slice(0, offset).lastIndexOf('\n') + 1, offset).trim() === ''
}
