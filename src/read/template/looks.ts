import type { VFile } from 'vfile'
import type { Template } from '../../book.ts'
import type { Link } from './chain.ts'
import { complain } from './complaint.ts'
import { bare, find, merge } from './entry.ts'
import { readBundled } from './fonts.ts'
import { readOwnFonts } from './own-fonts.ts'
import { readProfile } from './profile.ts'
import { senseFaults } from './sense.ts'
import { type SettingFault, validate } from './validate.ts'

/**
 * Read what the settings of a template say, once those it extends are in them, the fonts and the
 * profile of the press.
 *
 * @param chain the root first.
 * @returns nothing, and each problem on the file at its place, if they cannot be followed.
 */
export async function readLooks(
  chain: ReadonlyArray<Link>,
  file: VFile
): Promise<Pick<Template, 'settings' | 'fonts' | 'profile'> | undefined> {
  const entry = chain.map((link) => link.settings).reduce(merge)
  const complainOf = ({ path, reason }: SettingFault): void => {
    complain(file, 'template-settings', reason, find(entry, path).place)
  }
  const written = validate(bare(entry))
  if (!('settings' in written)) {
    written.forEach(complainOf)
    return undefined
  }
  const bundled = await readBundled()
  const faults = senseFaults(written, bundled)
  faults.forEach(complainOf)
  const own = await readOwnFonts(written.fonts, entry, file)
  const profile = written.profile && (await readProfile(written.profile, entry, file))
  if (faults.length > 0 || !own || (written.profile && !profile)) return undefined
  // A character falls back on a font of the template's own last: its texts name its family.
  const fonts = [...bundled, ...own]
  return { settings: written.settings, fonts, ...(profile ? { profile } : {}) }
}
