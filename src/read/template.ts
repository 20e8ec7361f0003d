import { basename, join } from 'node:path'
import type { VFile } from 'vfile'
import { report, type Template } from '../book.ts'
import { readRegularFile } from './regular-file.ts'
import { readChain } from './template/chain.ts'
import { readInputs } from './template/inputs.ts'
import { readLooks } from './template/looks.ts'
import { folderOf, shelved } from './template/shelf.ts'
import { readStyles } from './template/styles.ts'

/**
 * Read a template: settings, style sheets and the fonts it may use, with what it extends.
 *
 * @param name of a folder of `templates/`, or the path of a template's folder, which holds a slash
 * or begins with a full stop.
 * @returns nothing, and messages on the file, if there is no such template or it cannot be used.
 */
export async function readTemplate(name: string, file: VFile): Promise<Template | undefined> {
  const folder = await folderOf(name, file.cwd)
  if (!folder || (await readRegularFile(join(folder, 'settings.yaml'))) === 'missing file') {
    const names = (await shelved()).join(', ')
    const reason = `Unexpected template \`${name}\`, expected ${names} or a folder with settings.yaml`
    report(file, 'template-unknown', reason)
    return undefined
  }
  const chain = await readChain(folder, file)
  const looks = chain && (await readLooks(chain, file))
  if (!looks) return undefined
  const folders = chain.map((link) => link.folder)
  const [pdf, epub, html] = await Promise.all([
    readStyles('pdf', folders, file),
    readStyles('epub', folders, file),
    readStyles('html', folders, file)
  ])
  const inputs = await readInputs(folders)
  return { name: basename(folder), ...looks, styles: { pdf, epub, html }, inputs }
}
