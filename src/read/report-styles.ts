import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shelf } from './template/shelf.ts'

/** Read the style sheet of reports, which no template changes. */
export function readReportStyles(): Promise<string> {
  return readFile(join(shelf, 'shared', 'report.css'), 'utf8')
}
