import type { Settings } from './settings.ts'
import type { Medium } from './target.ts'

/** A font face, subset to the characters of a document. */
export type Face = Readonly<{
  /** CSS family the template's styles use. */
  family: string
  /** CSS weight, 100–900. */
  weight: number
  /** CSS `unicode-range`, if the face serves only some characters. */
  range?: string
  /** OpenType features the face switches on: CSS `font-feature-settings`. */
  features?: string
  /** Ascent and descent that override the font's own, in per cent of the em. */
  ascent?: number
  descent?: number
  /** The subset, a static TrueType file. */
  bytes: Uint8Array
}>

/** A font family a template may use, with the notice its licence requires. */
export type Typeface = Readonly<{
  name: string
  /** Prefix of the PostScript names of its fonts. */
  fontName: string
  copyright: string
  licence: string
  /** Full text of the licence, included in editions that embed the face. */
  licenceText: string
}>

/** A whole font file a template may use. */
export type Font = Readonly<{
  /** CSS family and weight the template's styles use it under. */
  family: string
  weight: number
  typeface: Typeface
  /** A static font with TrueType outlines, as sfnt, WOFF or WOFF2. */
  bytes: Uint8Array
}>

/** An ICC profile of a press. */
export type Profile = Readonly<{
  /** The printing condition it describes, as named in the ICC registry: `FOGRA39`. */
  condition: string
  /** An output profile, Gray or CMYK. */
  bytes: Uint8Array
}>

/** The design of an edition: settings, style sheets and fonts. */
export type Template = Readonly<{
  name: string
  settings: Settings
  /** Style sheets; the cover has those of the PDF. */
  styles: Readonly<Record<Exclude<Medium, 'cover'>, string>>
  /** In fallback order. */
  fonts: ReadonlyArray<Font>
  /** The settings files and style sheets it was read from, by folder and name, with their SHA-256. */
  inputs: ReadonlyArray<Readonly<{ name: string; sha256: string }>>
  /** The press's profile, if the template names one. */
  profile?: Profile
}>
