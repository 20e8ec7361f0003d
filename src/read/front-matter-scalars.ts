import { CST, type Document, Lexer, visit } from 'yaml'

/** Something in a front matter that YAML would silently drop or change. */
export type ScalarFault = Readonly<{
  reason: string
  /** Offset in the YAML. */
  offset: number
}>

/**
 * Find values of a front matter that YAML does not read as written: cut off by a trailing comment,
 * `决议 #5`, or joined from several lines. Comments on lines of their own are fine.
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

/** Find comments that are not on a line of their own: YAML 1.2, 6.6. */
function commentsBehind(yaml: string): ReadonlyArray<number> {
  const found: number[] = []
  let offset = 0
  for (const lexeme of new Lexer().lex(yaml)) {
    const type = CST.tokenType(lexeme)
    // Control tokens of the lexer, which stand for no character of the text.
    if (type === 'doc-mode' || type === 'flow-error-end' || type === 'scalar') continue
    if (type === 'comment' && !opensLine(yaml, offset)) found.push(offset)
    offset += lexeme.length
  }
  return found
}

function opensLine(yaml: string, offset: number): boolean {
  return yaml.slice(yaml.slice(0, offset).lastIndexOf('\n') + 1, offset).trim() === ''
}
