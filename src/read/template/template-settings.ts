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
 * Read what the settings of a template say, once those it extends are in them, the fonts and the
 * profile of the press.
 *
 * @param layers the root first.
 * @returns nothing, and each problem on the file at its place, if they cannot be followed.
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
  // A character falls back on a font of the template's own last: its texts name its family.
  const fonts = [...bundled, ...own]
  return { settings: written.settings, fonts, ...(profile ? { profile } : {}) }
}
