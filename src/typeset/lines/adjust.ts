import type { Joint } from './joints.ts'
import { type LineSpan, type MeasuredText, openingBlankOf, tightnessOf } from './measure.ts'
import type { Piece } from './piece.ts'

/** A piece at its place in a line. */
export type PlacedPiece = Readonly<{
  piece: Piece
  /** Whether a mark is set in its narrow form. */
  isNarrow: boolean
  /** Space added after it, in em of the line. */
  after: number
}>

/** How the joints of a line are adjusted. */
type Change = Readonly<{
  /** Share of the available squeeze used, by rank. */
  squeezed: ReadonlyArray<number>
  /** Share of the available stretch of spaces used. */
  stretched: number
  /** Which gaps are widened, and by how much in em. */
  widened: Joint['gap']
  gap: number
}>

const ranks = [0, 1, 2, 3] as const

/**
 * Adjust the spacing of the line between two pieces, the second exclusive.
 *
 * An overfull line is squeezed in the order of CLREQ: spaces, brackets and quotation marks, pauses,
 * stops, each only as far as necessary, and finally all gaps slightly. In a loose line spaces are
 * widened by up to half, then all gaps equally.
 *
 * @param room free space in it, negative if it is overfull; 0 if it is not justified.
 * @returns its pieces; the widening of each gap, or, negative, the most taken from a joint; and the
 * room used. All in em.
 */
export function adjust(
  text: MeasuredText,
  [from, to]: readonly [number, number],
  span: LineSpan,
  room: number
): Readonly<{ placed: ReadonlyArray<PlacedPiece>; gap: number; taken: number }> {
  // Nothing is added after the last printed piece.
  const joints = text.joints.slice(from, Math.max(text.solids[to - 1] ?? 0, from + 1) - 1)
  const change = room < 0 ? squeeze(joints, -room, span) : widen(span, room)
  const placed = text.pieces.slice(from, to).map((piece, index) => {
    const [before, behind] = [joints[index - 1], joints[index]]
    const hasBlank =
      (index === 0 && openingBlankOf(text, from) > 0) ||
      (before?.owner === 'after' && isUntouched(before, change)) ||
      (behind?.owner === 'before' && isUntouched(behind, change))
    return {
      piece,
      isNarrow: piece.isNarrow && !hasBlank,
      after: behind ? spacingOf(behind, change) : index > joints.length ? outdentOf(piece) : 0
    }
  })
  const given = joints.map(({ squeeze, rank }) => squeeze * (change.squeezed[rank] ?? 0))
  const { gap, stretched } = change
  const most = span.squeeze + tightnessOf(span)
  return room < 0
    ? { placed, gap: -Math.max(0, -gap, ...given), taken: -Math.min(-room, most) }
    : { placed, gap, taken: span.stretch * stretched + span.gaps * gap }
}

/** White space at a line end takes no room; U+3000 needs a negative margin in browsers. */
function outdentOf({ kind, width }: Piece): number {
  return kind === 'space' ? 0 : -width
}

function squeeze(joints: ReadonlyArray<Joint>, excess: number, span: LineSpan): Change {
  let rest = excess
  const squeezed = ranks.map((rank) => {
    const available = joints.reduce(
      (sum, joint) => sum + (joint.rank === rank ? joint.squeeze : 0),
      0
    )
    const taken = Math.min(rest, available)
    rest -= taken
    return available > 0 ? taken / available : 0
  })
  const tight = Math.min(rest, tightnessOf(span))
  const gap = tight > 1e-6 ? -tight / span.gaps : 0
  return { squeezed, stretched: 0, widened: span.widened, gap }
}

function widen({ stretch, widened, gaps }: LineSpan, room: number): Change {
  const byWords = Math.min(room, stretch)
  const gap = gaps > 0 ? (room - byWords) / gaps : 0
  return { squeezed: [], stretched: byWords > 0 ? byWords / stretch : 0, widened, gap }
}

/** Tell whether a mark keeps its whole blank, and so its full-width form. */
function isUntouched({ rank, squeeze }: Joint, { squeezed }: Change): boolean {
  return squeeze === 0 || (squeezed[rank] ?? 0) === 0
}

function spacingOf(joint: Joint, change: Change): number {
  const { space, owner, blank, squeeze, rank, stretch, gap } = joint
  const painted = owner !== 'none' && isUntouched(joint, change) ? blank : 0
  return (
    space -
    painted -
    squeeze * (change.squeezed[rank] ?? 0) +
    stretch * change.stretched +
    (gap === change.widened ? change.gap : 0)
  )
}
