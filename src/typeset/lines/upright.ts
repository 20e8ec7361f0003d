import type { Piece } from './piece.ts'

/** Signs that Unicode keeps upright; a face may draw them narrower than the em they take there. */
const signs = /^[§©®±¼-¾×÷‖†‡‰※\u2100-\u218F∞∴∵]$/u

/** Quotation marks: Unicode turns them with the line; upright, faces give them vertical forms. */
const quotes = /^[“”‘’]$/u

/**
 * Set upright what stands upright in a vertical line: quotation marks, signs, and numbers of up to
 * four digits, each an em; two digits alone side by side in one em.
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
    out.push(...(isNumber(run) ? setNumber(run) : run.map(setSign)))
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

function setSign(piece: Piece): Piece {
  const { kind, text, scale } = piece
  if (kind === 'word') return piece
  if (signs.test(text)) return { ...piece, width: scale, form: 'upright' }
  return quotes.test(text) ? { ...piece, form: 'upright' } : piece
}
