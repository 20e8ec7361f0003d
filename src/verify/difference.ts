import type { Target } from '../book.ts'
import { differenceOfEpubs } from './difference/epub.ts'
import { differenceOfTexts } from './difference/text.ts'

type Teller = (one: Uint8Array, other: Uint8Array) => Promise<string> | string

/** How the files of each edition are told apart. */
const tellers: Readonly<Record<Target | 'list', Teller>> = {
  pdf: differenceOfPdfs,
  press: differenceOfPdfs,
  booklet: differenceOfPdfs,
  cover: differenceOfPdfs,
  epub: differenceOfEpubs,
  html: differenceOfTexts,
  list: differenceOfTexts
}

/**
 * Tell where two files of one edition differ, in the words of its format.
 *
 * @param target the edition; or that the files are lists beside the editions, in lines.
 * @returns the first place with what both have there; nothing if every byte is the same.
 */
export async function tellDifference(
  target: Target | 'list',
  one: Uint8Array,
  other: Uint8Array
): Promise<string | undefined> {
  if (Buffer.compare(one, other) === 0) return undefined
  return tellers[target](one, other)
}

/** Loaded when it is wanted: it brings a PDF library along. */
async function differenceOfPdfs(one: Uint8Array, other: Uint8Array): Promise<string> {
  const pdf = await import('./difference/pdf.ts')
  return pdf.differenceOfPdfs(one, other)
}
