/**
 * An edition kanben can make: the PDF for reading (PDF/A-2a, PDF/UA-1), the one for a press (PDF/X-4),
 * its pages imposed as a booklet, the cover; the EPUB, the web edition, and that as a page of a site.
 */
export type Target = 'pdf' | 'press' | 'booklet' | 'cover' | 'epub' | 'html' | 'site'

/** How the name of the file of each edition ends, behind that of the source. */
export const endings: Readonly<Record<Target, string>> = {
  pdf: '.pdf',
  press: '.press.pdf',
  booklet: '.booklet.pdf',
  cover: '.cover.pdf',
  epub: '.epub',
  html: '.html',
  site: '.site.html'
}

/** What a book is laid out for; the pages of `pdf` are those of three editions. */
export type Medium = 'pdf' | 'cover' | 'epub' | 'html'
