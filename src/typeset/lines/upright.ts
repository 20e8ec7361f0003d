import type { Piece } from './piece.ts'

/** Quotation marks: Unicode turns them with the line; upright, faces give them vertical forms. */
const quotes = /^[“”‘’]$/u

/**
 * Set upright what stands upright in a vertical line: quotation marks and numbers of up to four
 * digits, each an em; two digits alone side by side in one em.
 *
 * Longer numbers, decimals and whatever stands in a word lie on their side, as words do.
 */
export function setUpright(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  const out: Piece[] = []
  for (let from = 0; from < pieces.length; ) {
    let to = from
    while (pieces[to]?.kind === 'word') to++
    if (to === from) to++
    const run = pieces.slice(from, to)
    out.push(...(isNumber(run) ? setNumber(run) : run.map(setQuote)))
    from = to
  }
  return out
}

function isNumber(run: ReadonlyArray<Piece>): boolean {
  return run.length <= 4 && run.every(({ text, scale }) => /^[0-9]$/.test(text) && scale === 1)
}

function setNumber(digits: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  const [first, second] = digits
  if (digits.length === 2 && first && second && first.node === second.node) {
    return [{ ...first, text: first.text + second.text, width: 1, form: 'combined', isSolid: true }]
  }
  return digits.map((digit) => ({ ...digit, width: 1, form: 'upright' }))
}

function setQuote(piece: Piece): Piece {
  return piece.kind !== 'word' && quotes.test(piece.text) ? { ...piece, form: 'upright' } : piece
}
