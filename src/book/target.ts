/**
 * An edition kanben can make: the PDF for reading (PDF/A-2a, PDF/UA-1), the PDF for a press
 * (PDF/X-4), the latter imposed as a booklet, the cover, the EPUB, and the web edition.
 */
export type Target = 'pdf' | 'press' | 'booklet' | 'cover' | 'epub' | 'html'

/** The file name ending of each edition, after the name of the source. */
export const endings: Readonly<Record<Target, string>> = {
  pdf: '.pdf',
  press: '.press.pdf',
  booklet: '.booklet.pdf',
  cover: '.cover.pdf',
  epub: '.epub',
  html: '.html'
}

/** What a book is laid out for; `pdf` serves three editions: pdf, press and booklet. */
export type Medium = 'pdf' | 'cover' | 'epub' | 'html'

/** What a book is laid out for to make each edition, in the order in which they are made. */
export const mediumOf = {
  pdf: 'pdf',
  press: 'pdf',
  booklet: 'pdf',
  cover: 'cover',
  epub: 'epub',
  html: 'html'
} as const satisfies Readonly<Record<Target, Medium>>

/** All editions, in the order in which they are made. */
export const targets: ReadonlyArray<Target> = Object.keys(endings).filter(isTarget)

function isTarget(name: string): name is Target {
  return Object.hasOwn(mediumOf, name)
}

/** The editions made of a book laid out for a medium. */
export type TargetOf<Laid extends Medium> = {
  [Made in Target]: (typeof mediumOf)[Made] extends Laid ? Made : never
}[Target]
