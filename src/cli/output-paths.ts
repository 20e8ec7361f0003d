import { join, parse } from 'node:path'
import { endings, type Target } from '../index.ts'

/** Name the file an edition of a source is written to. */
export function editionPath(source: string, target: Target, out: string): string {
  const { name } = parse(source)
  if (target === 'site') return join(siteFolder(out), name, 'index.html')
  return join(out, `${name}${endings[target]}`)
}

/** Name the file the page map of its PDF is written to. */
export function pageMapPath(source: string, out: string): string {
  return join(out, `${parse(source).name}.pages.json`)
}

/** Name the file the report on its build is written to. */
export function reportPath(source: string, out: string): string {
  return join(out, `${parse(source).name}.report.html`)
}

/** Name the folder of a site. */
export function siteFolder(out: string): string {
  return join(out, 'site')
}
