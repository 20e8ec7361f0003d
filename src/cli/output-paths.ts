import { join, parse } from 'node:path'
import { endings, type Target } from '../index.ts'

/** Path of an edition of a source. */
export function editionPath(source: string, target: Target, out: string): string {
  const { name } = parse(source)
  if (target === 'site') return join(siteFolder(out), name, 'index.html')
  return join(out, `${name}${endings[target]}`)
}

/** Path of the page map of its PDF. */
export function pageMapPath(source: string, out: string): string {
  return join(out, `${parse(source).name}.pages.json`)
}

/** Path of the report on its build. */
export function reportPath(source: string, out: string): string {
  return join(out, `${parse(source).name}.report.html`)
}

/** Path of a site. */
export function siteFolder(out: string): string {
  return join(out, 'site')
}
