/** What pdf.js puts into the window it is loaded in: itself, and what it reads files with. */
declare var pdfjsLib: typeof import('pdfjs-dist/legacy/build/pdf.mjs')
declare var pdfjsWorker: object
/** The PDF that is being drawn. */
declare var kanbenDrawn: import('pdfjs-dist/legacy/build/pdf.mjs').PDFDocumentProxy
