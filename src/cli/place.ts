import { join, parse } from 'node:path'
import { endings, type Target } from '../index.ts'

/** Name the file an edition of a source is written to. */
export function placeOf(source: string, target: Target, out: string): string {
  const { name } = parse(source)
  if (target === 'site') return join(siteIn(out), name, 'index.html')
  return join(out, `${name}${endings[target]}`)
}

/** Name the file the page map of its PDF is written to. */
export function pageMapIn(source: string, out: string): string {
  return join(out, `${parse(source).name}.pages.json`)
}

/** Name the file the report on its build is written to. */
export function reportIn(source: string, out: string): string {
  return join(out, `${parse(source).name}.report.html`)
}

/** Name the folder of a site. */
export function siteIn(out: string): string {
  return join(out, 'site')
}
