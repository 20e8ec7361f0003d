import { join, parse } from 'node:path'
import type { Target } from '../index.ts'

/** How the name of a file of each edition ends. */
const endings: Readonly<Record<Target, string>> = {
  pdf: '.pdf',
  press: '.press.pdf',
  booklet: '.booklet.pdf',
  cover: '.cover.pdf',
  epub: '.epub',
  html: '.html'
}

/** Name the file an edition of a source is written to. */
export function placeOf(source: string, target: Target, out: string): string {
  return join(out, `${parse(source).name}${endings[target]}`)
}
