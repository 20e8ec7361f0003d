/** What speaks against a line end, in demerits; the last are for want of another way. */
export const costs = {
  /** A hyphen is added; two lines in a row have one. */
  hyphen: 150,
  hyphenAgain: 1500,
  /** A word is parted where it has a hyphen, or an address after one of its marks. */
  parting: 50,
  /** An address is parted elsewhere: a gap of 1/16 em, which has 195, is worse. */
  anywhere: 180,
  /** A line that is not justified: as few as there can be. */
  line: 1e5,
  /** Such a line parts a word at a syllable or a mark of an address, or anywhere, if it is longer. */
  long: 1e6,
  longAnywhere: 1e7,
  /** A range is parted behind its dash, COVID-19 behind its hyphen: a gap of 1/16 em is better. */
  range: 200,
  /** So is what is longer than a word, and a number in an address: 1/8 em, with 1562, is worse. */
  endless: 1500,
  /** Characters are set closer than they are made for: marks alone give no more. */
  tight: 60,
  /** The last line has a single character (孤字). */
  lonely: 1e8,
  /** A word is parted where it may not be: it is longer than the line. */
  forced: 1e9,
  /** A rule is broken: nothing else fits. */
  forbidden: 1e12,
  /** The line is too wide. */
  overfull: 1e14
} as const
