import type { Piece } from './piece.ts'

/** Signs that are upright in Unicode (UAX 50); a face may draw them narrower than the em they occupy. */
const signs = /^[§©®±¼-¾×÷‖†‡‰※\u2100-\u218F∞∴∵]$/u

/** Quotation marks: rotated in Unicode; set upright, fonts give them vertical forms. */
const quotes = /^[“”‘’]$/u

/**
 * Set upright in a vertical line: quotation marks, signs, and numbers of up to four digits, one em
 * each; two digits alone are set side by side in one em. The same applies to note calls.
 *
 * Longer numbers, decimals and anything within a word are rotated, like words; so is a number
 * between words, or between © and a word.
 */
export function setUpright(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  return runsOf(pieces.map(setSign), isOfWords).flatMap((text) => {
    const from = beginOf(text)
    const last = text.findLastIndex(isLatin)
    if (from < 0 || last < from) return setNumbers(text)
    const rest = text.slice(last).findIndex(({ kind }) => kind !== 'word')
    const to = rest < 0 ? text.length : last + rest
    const [ahead, lying, behind] = [text.slice(0, from), text.slice(from, to), text.slice(to)]
    return [...setNumbers(ahead), ...lying, ...setNumbers(behind)]
  })
}

/** Find where the first word or © begins. */
function beginOf(text: ReadonlyArray<Piece>): number {
  const first = text.findIndex((piece) => isLatin(piece) || piece.text === '©')
  const before = text.slice(0, Math.max(first, 0)).findLastIndex(({ kind }) => kind !== 'word')
  return first < 0 || text[first]?.text === '©' ? first : before + 1
}

function isLatin({ text }: Piece): boolean {
  return /^\p{Script=Latin}/u.test(text)
}

/** Tell whether a piece may be part of Latin text: words, spaces, ©, and the dash of years. */
function isOfWords({ kind, text }: Piece): boolean {
  return kind === 'word' || kind === 'space' || text === '©' || text === '–'
}

/** Split a list where the key changes. */
function runsOf(
  pieces: ReadonlyArray<Piece>,
  keyOf: (piece: Piece) => boolean | Piece['node']
): ReadonlyArray<ReadonlyArray<Piece>> {
  const runs: Piece[][] = []
  let open: boolean | Piece['node'] | undefined
  for (const piece of pieces) {
    const key = keyOf(piece)
    if (key === open) runs.at(-1)?.push(piece)
    else runs.push([piece])
    open = key
  }
  return runs
}

/** Set the numbers of a text upright; adjacent calls are separate numbers. */
function setNumbers(pieces: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  return runsOf(pieces, ({ kind, node }) => (kind === 'call' ? node : kind === 'word')).flatMap(
    (run) => (isNumber(run) ? setNumber(run) : run)
  )
}

function isNumber(run: ReadonlyArray<Piece>): boolean {
  return (
    run.length <= 4 &&
    run.every(({ kind, text, scale }) => /^[0-9]$/.test(text) && (kind === 'call' || scale === 1))
  )
}

function setNumber(digits: ReadonlyArray<Piece>): ReadonlyArray<Piece> {
  const [first, second] = digits
  if (digits.length === 2 && first && first.node === second?.node) {
    const { text, scale: width } = first
    return [{ ...first, text: text + second.text, width, form: 'combined', isSolid: true }]
  }
  return digits.map((digit) => ({ ...digit, width: digit.scale, form: 'upright' }))
}

function setSign(piece: Piece): Piece {
  const { kind, text, scale } = piece
  if (kind === 'word') return piece
  if (signs.test(text)) return { ...piece, width: scale, form: 'upright' }
  return quotes.test(text) ? { ...piece, form: 'upright' } : piece
}
