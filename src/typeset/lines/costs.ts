/** Demerits of line ends; the highest are for breaks without an alternative. */
export const costs = {
  /** A hyphen is added; a second line in a row has one. */
  hyphen: 150,
  hyphenAgain: 1500,
  /** A word is broken after its hyphen, or an address after one of its marks. */
  parting: 50,
  /** An address is broken elsewhere; a gap of 1/16 em (195) is worse. */
  anywhere: 180,
  /** For each line that is not justified, to minimise their number. */
  line: 1e5,
  /** An unjustified line breaks a word at a syllable or a mark of an address, or anywhere if overlong. */
  long: 1e6,
  longAnywhere: 1e7,
  /** A range is broken after its dash, COVID-19 after its hyphen; a gap of 1/16 em is better. */
  range: 200,
  /** An overlong word, or a number in an address, is broken; a gap of 1/8 em (1562) is worse. */
  endless: 1500,
  /** Characters are set tighter than designed, since squeezing marks is not enough. */
  tight: 60,
  /** The last line has a single character (孤字). */
  lonely: 1e8,
  /** A word longer than the line is broken where it may not be. */
  forced: 1e9,
  /** A line breaking rule is violated because nothing else fits. */
  forbidden: 1e12,
  /** The line is overfull. */
  overfull: 1e14
} as const
