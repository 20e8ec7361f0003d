import { relative } from 'node:path'
import type { VFile } from 'vfile'
import { report } from '../../book.ts'
import type { SettingPlace } from './setting-entry.ts'

/**
 * Report a problem of a template on the source that uses it.
 *
 * The message names the settings file, and its place is in that file.
 */
export function reportTemplate(
  file: VFile,
  rule: 'template-settings' | 'template-font' | 'template-profile',
  reason: string,
  { path, line, column }: SettingPlace
): void {
  const message = report(file, rule, reason, { line, column })
  message.file = relative(file.cwd, path)
  message.name = `${message.file}:${line}:${column}`
}
