import type { Settings } from './settings.ts'
import type { Medium } from './target.ts'

/** One font face, cut down to the characters of a document. */
export type Face = Readonly<{
  /** CSS family the template's styles use. */
  family: string
  /** CSS weight, 100–900. */
  weight: number
  /** Value of the CSS `unicode-range`, if the face serves only some characters. */
  range?: string
  /** OpenType features the face switches on, value of `font-feature-settings`. */
  features?: string
  /** Ascent and descent that replace the font's own, per cent of the em. */
  ascent?: number
  descent?: number
  /** The subset, a static TrueType file. */
  bytes: Uint8Array
}>

/** A font family a template may use, with the notice its licence asks for. */
export type Typeface = Readonly<{
  name: string
  /** What the PostScript names of its fonts begin with. */
  fontName: string
  copyright: string
  licence: string
  /** Full text of the licence, which travels with an edition that embeds the face. */
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
  /** The printing condition it describes, as the ICC's registry names it: `FOGRA39`. */
  condition: string
  /** An output profile, Gray or CMYK. */
  bytes: Uint8Array
}>

/** Looks of an edition: settings, style sheets and the fonts they use. */
export type Template = Readonly<{
  name: string
  settings: Settings
  /** Style sheets; the cover has those of the PDF. */
  styles: Readonly<Record<Exclude<Medium, 'cover'>, string>>
  /** In the order a character falls back through them. */
  fonts: ReadonlyArray<Font>
  /** Settings and style sheets it was read from, in that order, by folder and name, and their SHA-256. */
  inputs: ReadonlyArray<Readonly<{ name: string; sha256: string }>>
  /** The press's profile, if the template names one. */
  profile?: Profile
}>
