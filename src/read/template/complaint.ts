import { relative } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../../book.ts'
import type { Place } from './entry.ts'

/**
 * Report a problem of a template on the source it was to dress.
 *
 * The message names the settings file as its own, and its place is one in that.
 */
export function complain(
  file: VFile,
  rule: 'template-settings' | 'template-font' | 'template-profile',
  reason: string,
  { path, line, column }: Place
): void {
  const message = report(file, rule, reason, { line, column })
  message.file = relative(file.cwd, path)
  message.name = `${message.file}:${line}:${column}`
}
