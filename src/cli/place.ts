import { join, parse } from 'node:path'
import { endings, type Target } from '../index.ts'

/** Name the file an edition of a source is written to. */
export function placeOf(source: string, target: Target, out: string): string {
  return join(out, `${parse(source).name}${endings[target]}`)
}
