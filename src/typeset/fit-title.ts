import type { Meta, Settings } from '../book.ts'
import { breakTitle, isWithinWord } from './break-title.ts'
import type { Advance } from './metrics.ts'

/** A title in lines, and the width of the longest in em of the title. */
export type FittedTitle = Readonly<{ lines: ReadonlyArray<string>; width: number }>

/** Space after each character that style sheets add to a title, in em. */
const spacing = 0.04

/** Room that stays free beside a title, in em of it. */
const free = { title: 1, cover: 2 }

/** How much smaller a title is set rather than broken within a word. */
const smaller = 0.8

/** More lines no title page has room for. */
const most = 9

/**
 * Set a title in the lines its author prefers, or else in as few as fit, all of similar length. A
 * style sheet sets a title smaller whose longest line is wider than the room.
 *
 * @param room width of a line in em of the title at its largest size.
 * @param widthOf width of a text, in em.
 */
export function fitTitle(
  { title, titleLines }: Meta,
  room: number,
  widthOf: (text: string) => number
): FittedTitle {
  const measure = (lines: ReadonlyArray<string>): FittedTitle => {
    return { lines, width: Math.max(...lines.map((line) => widthOf(line.trim()))) }
  }
  const own = measure(titleLines)
  if (titleLines.length > 1 || own.width <= room) return own
  const counts = Array.from({ length: most }, (_, index) => index + 1)
  const options = counts.map((count) => measure(breakTitle(title, count, widthOf)))
  const fitting = options.find(({ width }) => width <= room)
  if (fitting && !isWithinWord(fitting.lines)) return fitting
  const whole = options.find(({ lines, width }) => width * smaller <= room && !isWithinWord(lines))
  return whole ?? fitting ?? options.at(-1) ?? own
}

/** Width of a line of the title, on the title page or on the cover, in em of the title. */
export function titleRoom({ measure, title }: Settings, place: 'title' | 'cover'): number {
  const size = place === 'cover' ? title.cover : title.size
  return measure / size / (1 + spacing) - free[place]
}

/** Make a function that measures a text in the face of the title, in em. */
export function titleWidth(
  { title: { face, weight } }: Settings,
  advance: Advance
): (text: string) => number {
  return (text) =>
    [...text].reduce((sum, character) => sum + advance(character, { family: face, weight }), 0)
}
