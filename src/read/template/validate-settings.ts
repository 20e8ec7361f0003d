import * as v from 'valibot'
import { type OwnFont, type OwnProfile, type Settings, settingsSchema } from '../../book.ts'

/** A settings file with everything it extends merged in. */
export type WholeSettings = Readonly<{
  settings: Settings
  fonts: ReadonlyArray<OwnFont>
  profile?: OwnProfile
}>

/** A fault at a path of the settings. */
export type SettingFault = Readonly<{ path: ReadonlyArray<string>; reason: string }>

/** Validate the settings of a template, whose values are all strings. */
export function validateSettings(value: unknown): WholeSettings | ReadonlyArray<SettingFault> {
  const result = v.safeParse(settingsSchema, value, { abortPipeEarly: true })
  if (!result.success) return result.issues.map(faultOf)
  const { extends: _, fonts, press, ...others } = result.output
  const { profile, ...known } = press
  return { settings: { ...others, press: known }, fonts, ...(profile ? { profile } : {}) }
}

function faultOf(issue: v.BaseIssue<unknown>): SettingFault {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  return { path, reason: `Unexpected ${found(issue, path.join('.'))}, expected ${issue.message}` }
}

function found({ type, expected, input }: v.BaseIssue<unknown>, name: string): string {
  if (input === undefined) return `settings without \`${name}\``
  if (type === 'strict_object' && expected === 'never') return `setting \`${name}\``
  return typeof input === 'string' ? `\`${name}: ${input}\`` : `list or map as \`${name}\``
}
