import { join } from 'node:path'
import type { VFile } from 'vfile'
import { readRegularFile } from '../regular-file.ts'
import { bundledTemplates, templateFolder } from './bundled-templates.ts'
import { reportTemplate } from './report-template.ts'
import { fieldOf, readSettingEntry, type SettingEntry } from './setting-entry.ts'

/** A template's own settings, without those it extends. */
export type TemplateLayer = Readonly<{ folder: string; settings: SettingEntry }>

/**
 * Read the settings of a template and of everything it extends, base first.
 *
 * @param below folders of the templates that extend this one.
 * @returns `undefined`, and messages on the file, if one cannot be read.
 */
export async function readExtends(
  folder: string,
  file: VFile,
  below: ReadonlyArray<string> = []
): Promise<ReadonlyArray<TemplateLayer> | undefined> {
  const settings = await readSettingsFile(join(folder, 'settings.yaml'), file)
  if (!settings) return undefined
  const layer = { folder, settings }
  const base = fieldOf(settings, 'extends')
  if (typeof base?.value !== 'string') return [layer]
  const above = await templateFolder(base.value, folder)
  const fault = !above
    ? `expected a path or ${(await bundledTemplates()).join(', ')}`
    : [...below, folder].includes(above) && 'expected a template that does not extend this one'
  if (!above || fault) {
    const reason = `Unexpected \`extends: ${base.value}\`, ${fault}`
    reportTemplate(file, 'template-settings', reason, base.place)
    return undefined
  }
  const layers = await readExtends(above, file, [...below, folder])
  return layers && [...layers, layer]
}

async function readSettingsFile(path: string, file: VFile): Promise<SettingEntry | undefined> {
  const start = { path, line: 1, column: 1 }
  const bytes = await readRegularFile(path)
  if (typeof bytes === 'string') {
    const reason = `Unexpected ${bytes}, expected the settings of a template`
    reportTemplate(file, 'template-settings', reason, start)
    return undefined
  }
  const result = readSettingEntry(new TextDecoder().decode(bytes), path)
  if ('value' in result) return result
  for (const { reason, place } of result) reportTemplate(file, 'template-settings', reason, place)
  return undefined
}
