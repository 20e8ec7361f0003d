import { resolve } from 'node:path'
import type { VFile } from 'vfile'
import type { OwnProfile, Profile } from '../../book.ts'
import { readBeside } from '../regular-file.ts'
import { reportTemplate } from './report-template.ts'
import { findEntry, type SettingEntry } from './setting-entry.ts'

const path = ['press', 'profile', 'file']

/**
 * Read the ICC profile of a press, and refuse unsuitable files.
 *
 * @param entry the settings, for the place; the path is relative to the settings file.
 * @returns `undefined`, and a message on the file, if it cannot be used.
 */
export async function readProfile(
  { file: name, condition }: OwnProfile,
  entry: SettingEntry,
  file: VFile
): Promise<Profile | undefined> {
  const { place } = findEntry(entry, path)
  const bytes = await readBeside(resolve(place.path), name)
  const fault = typeof bytes === 'string' ? bytes : faultOf(bytes)
  if (typeof bytes !== 'string' && !fault) return { condition, bytes }
  const expected = 'expected an ICC output profile, Gray or CMYK'
  reportTemplate(file, 'template-profile', `Unexpected ${fault} \`${name}\`, ${expected}`, place)
  return undefined
}

/** Describe what makes a profile unsuitable for a press file, by its header (ICC.1:2001-04, 6.1). */
function faultOf(bytes: Uint8Array): string | undefined {
  const header = Buffer.from(bytes)
  const words = (at: number) => header.toString('latin1', at, at + 4)
  if (header.length < 132 || words(36) !== 'acsp') return 'file that is no ICC profile'
  if (header.readUInt32BE(0) !== header.length) return 'profile that is cut short or has more'
  const version = header[8] ?? 0
  if (version > 4) return `profile of version ${version}`
  if (words(12) !== 'prtr') return `profile of class ${words(12)}`
  const needed = requiredTags.get(words(16))
  if (!needed) return `profile of ${words(16).trim()} colours`
  const tags = tagsOf(header)
  const missing = needed.find((tag) => !tags.has(tag))
  return missing && `profile without the tag ${missing}`
}

/** Tags an output profile must have, by colour space (ICC.1:2001-04, 6.3.3). */
const requiredTags: ReadonlyMap<string, ReadonlyArray<string>> = new Map([
  ['GRAY', ['wtpt', 'kTRC']],
  ['CMYK', ['wtpt', 'A2B0', 'B2A0']]
])

/** The tags of a profile whose data lie within the file. */
function tagsOf(profile: Buffer): ReadonlySet<string> {
  const count = Math.min(profile.readUInt32BE(128), Math.floor((profile.length - 132) / 12))
  const entries = Array.from({ length: count }, (_, index) => 132 + 12 * index)
  return new Set(
    entries.flatMap((at) => {
      const end = profile.readUInt32BE(at + 4) + profile.readUInt32BE(at + 8)
      return end <= profile.length ? [profile.toString('latin1', at, at + 4)] : []
    })
  )
}
