import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { VFile } from 'vfile'
import { type Medium, report } from '../../book.ts'
import { readRegularFile } from '../regular-file.ts'
import { templatesFolder } from './bundled-templates.ts'

/** A medium with style sheets of its own. */
type StyledMedium = Exclude<Medium, 'cover'>

/** The style sheets all templates share, by medium. */
export const sharedStyleSheets: Readonly<Record<StyledMedium, ReadonlyArray<string>>> = {
  pdf: ['lines.css', 'pdf.css', 'cover.css'],
  epub: ['epub.css'],
  html: ['html.css']
}

/**
 * Read the style sheets of a template for a medium: the shared ones, then those of the folders in
 * order. A template need not have its own.
 */
export async function readStyleSheets(
  medium: StyledMedium,
  folders: ReadonlyArray<string>,
  file: VFile
): Promise<string> {
  const common = sharedStyleSheets[medium].map((name) =>
    readFile(join(templatesFolder, 'shared', name), 'utf8')
  )
  const own = folders.map((folder) => readOwn(join(folder, `${medium}.css`), file))
  const sheets = await Promise.all([...common, ...own])
  return sheets.filter((sheet) => sheet !== '').join('\n')
}

async function readOwn(path: string, file: VFile): Promise<string> {
  const bytes = await readRegularFile(path)
  if (typeof bytes !== 'string') return new TextDecoder().decode(bytes)
  if (bytes !== 'missing file') {
    const reason = `Unexpected ${bytes} \`${relative(file.cwd, path)}\`, expected a style sheet`
    report(file, 'template-file', reason)
  }
  return ''
}

/** Read the style sheet of reports, which is the same for all templates. */
export function readReportStyles(): Promise<string> {
  return readFile(join(templatesFolder, 'shared', 'report.css'), 'utf8')
}
