import type { VFile } from 'vfile'
import type { Template } from '../../book.ts'
import { readBundledFonts } from './bundled-fonts.ts'
import { constraintFaults } from './constraints.ts'
import type { TemplateLayer } from './extends.ts'
import { readOwnFonts } from './own-fonts.ts'
import { readProfile } from './profile.ts'
import { reportTemplate } from './report-template.ts'
import { findEntry, merge, plainValue } from './setting-entry.ts'
import { type SettingFault, validateSettings } from './validate-settings.ts'

/**
 * Read the merged settings of a template, its fonts, and the profile of the press.
 *
 * @param layers base first.
 * @returns `undefined`, and each problem reported at its place, if they cannot be used.
 */
export async function readTemplateSettings(
  layers: ReadonlyArray<TemplateLayer>,
  file: VFile
): Promise<Pick<Template, 'settings' | 'fonts' | 'profile'> | undefined> {
  const entry = layers.map((layer) => layer.settings).reduce(merge)
  const reportFault = ({ path, reason }: SettingFault): void => {
    reportTemplate(file, 'template-settings', reason, findEntry(entry, path).place)
  }
  const written = validateSettings(plainValue(entry))
  if (!('settings' in written)) {
    written.forEach(reportFault)
    return undefined
  }
  const bundled = await readBundledFonts()
  const faults = constraintFaults(written, bundled)
  faults.forEach(reportFault)
  const own = await readOwnFonts(written.fonts, entry, file)
  const profile = written.profile && (await readProfile(written.profile, entry, file))
  if (faults.length > 0 || !own || (written.profile && !profile)) return undefined
  // The template's own fonts come last in fallback: its styles name their families.
  const fonts = [...bundled, ...own]
  return { settings: written.settings, fonts, ...(profile ? { profile } : {}) }
}
