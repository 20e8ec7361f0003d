/** Globals of pdf.js: the library and its worker. */
declare var pdfjsLib: typeof import('pdfjs-dist/legacy/build/pdf.mjs')
declare var pdfjsWorker: object
/** The PDF being drawn. */
declare var kanbenDrawn: import('pdfjs-dist/legacy/build/pdf.mjs').PDFDocumentProxy
