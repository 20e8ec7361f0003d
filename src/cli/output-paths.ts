import { join, parse } from 'node:path'
import { type Edition, endings, type Target } from '../index.ts'

/** Path of an edition of a source that is no page of a site. */
export function editionPath(source: string, target: Target, out: string): string {
  return join(out, `${parse(source).name}${endings[target]}`)
}

/** Path of the page of a source on a site. */
export function sitePagePath(source: string, out: string): string {
  return join(siteFolder(out), parse(source).name, 'index.html')
}

/** Path of an edition that was made. */
export function pathOf(source: string, { target, isOnSite }: Edition, out: string): string {
  return isOnSite ? sitePagePath(source, out) : editionPath(source, target, out)
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
