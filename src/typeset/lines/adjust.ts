import type { Joint } from './joints.ts'
import { type LineSpan, type MeasuredText, openingBlankOf, tightnessOf } from './measure.ts'
import type { Piece } from './piece.ts'

/** A piece at its place in a line. */
export type PlacedPiece = Readonly<{
  piece: Piece
  /** Whether a mark is painted in its narrow form. */
  isNarrow: boolean
  /** What is added behind it, in em of the line. */
  after: number
}>

/** By how much the joints of a line give way. */
type Change = Readonly<{
  /** The share of what can be squeezed that is, rank by rank. */
  squeezed: ReadonlyArray<number>
  /** The share of what spaces are widened by first. */
  stretched: number
  /** Which gaps are widened, and by how much, in em. */
  widened: Joint['gap']
  gap: number
}>

const ranks = [0, 1, 2, 3] as const

/**
 * Settle the spacing of the line from one piece up to another, exclusive.
 *
 * A line that is too full is squeezed in the order of CLREQ: spaces, brackets and quotation marks,
 * pauses, stops, each no further than it has to be, and then all gaps by a hair. In another its
 * spaces are widened by up to a half, and then all gaps alike.
 *
 * @param room what is left in it, negative if it is too full; 0 if it is not justified.
 * @returns its pieces; what each gap was widened by, negative: the most a joint gave up; and what of
 * the room was taken. All in em.
 */
export function adjust(
  text: MeasuredText,
  [from, to]: readonly [number, number],
  span: LineSpan,
  room: number
): Readonly<{ placed: ReadonlyArray<PlacedPiece>; gap: number; taken: number }> {
  // Behind the last piece that is printed nothing is added.
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

/** White space at a line end takes no room; of U+3000 a browser has to be told. */
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

/** The full form of a mark brings its blank along, as long as nothing is taken from it. */
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
