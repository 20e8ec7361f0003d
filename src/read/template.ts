import { basename, join } from 'node:path'
import type { VFile } from 'vfile'
import { digestOf, report, type Template } from '../book.ts'
import { readRegularFile } from './regular-file.ts'
import { bundledTemplates, templateFolder, templatesFolder } from './template/bundled-templates.ts'
import { readExtends } from './template/extends.ts'
import { readStyleSheets, sharedStyleSheets } from './template/style-sheets.ts'
import { readTemplateSettings } from './template/template-settings.ts'

/**
 * Read a template with everything it extends: settings, style sheets and fonts.
 *
 * @param name name of a folder in `templates/`, or the path of a template's folder, which contains
 * a slash or begins with a full stop.
 * @returns `undefined`, and messages on the file, if there is no such template or it cannot be
 * used.
 */
export async function readTemplate(name: string, file: VFile): Promise<Template | undefined> {
  const folder = await findTemplate(name, file)
  if (folder === undefined) return undefined
  const layers = await readExtends(folder, file)
  const settings = layers && (await readTemplateSettings(layers, file))
  if (!settings) return undefined
  const folders = layers.map((layer) => layer.folder)
  const [pdf, epub, html] = await Promise.all([
    readStyleSheets('pdf', folders, file),
    readStyleSheets('epub', folders, file),
    readStyleSheets('html', folders, file)
  ])
  const inputs = await readInputs(folders)
  return { name: basename(folder), ...settings, styles: { pdf, epub, html }, inputs }
}

/**
 * Find the folder of a template.
 *
 * @param name as for {@link readTemplate}.
 * @returns `undefined`, and a message on the file, if there is none with a settings file.
 */
export async function findTemplate(name: string, file: VFile): Promise<string | undefined> {
  const folder = await templateFolder(name, file.cwd)
  const settings = folder && (await readRegularFile(join(folder, 'settings.yaml')))
  if (settings && settings !== 'missing file') return folder
  const names = (await bundledTemplates()).join(', ')
  const reason = `Unexpected template \`${name}\`, expected ${names} or a folder with settings.yaml`
  report(file, 'template-unknown', reason)
  return undefined
}

/** Digest the settings and style sheets of a template, of everything it extends, and the shared ones. */
async function readInputs(folders: ReadonlyArray<string>): Promise<Template['inputs']> {
  const sheets = Object.keys(sharedStyleSheets).map((medium) => `${medium}.css`)
  const own = folders.flatMap((folder) =>
    ['settings.yaml', ...sheets].map((name) => join(folder, name))
  )
  const common = Object.values(sharedStyleSheets).flatMap((names) =>
    names.map((name) => join(templatesFolder, 'shared', name))
  )
  const inputs = await Promise.all(
    [...own, ...common].map(async (path) => {
      const bytes = await readRegularFile(path)
      if (typeof bytes === 'string') return []
      const name = path.split(/[\\/]/).slice(-2).join('/')
      return [{ name, sha256: digestOf(bytes) }]
    })
  )
  return inputs.flat()
}
