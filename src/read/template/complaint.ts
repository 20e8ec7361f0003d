import { relative } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../../book.ts'
import type { Place } from './entry.ts'

/**
 * Report a problem of a template on the source it was to dress.
 *
 * The message has no place, which would be one in the source: the reason ends with it,
 * `templates/mine/settings.yaml:4:7`.
 */
export function complain(
  file: VFile,
  rule: 'template-settings' | 'template-font' | 'template-profile',
  reason: string,
  { path, line, column }: Place
): void {
  report(file, rule, `${reason} (${relative(file.cwd, path)}:${line}:${column})`)
}
