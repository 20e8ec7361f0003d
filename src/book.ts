import type { Element, Root } from 'hast'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import type { Pagination } from './book/pagination.ts'
import { type Rule, type RuleId, rules } from './book/rules.ts'
import type { PartName, Settings } from './book/settings.ts'

export { circles, hanOf, numberOf } from './book/numeral.ts'
export type { PageStart, Pagination, PlacedBlock } from './book/pagination.ts'
export type { RuleId } from './book/rules.ts'
export { rules } from './book/rules.ts'
export type {
  Marks,
  PartName,
  RunningHead,
  Settings,
  Style,
  StyleName
} from './book/settings.ts'
export { styleNames } from './book/settings.ts'

/** Name and version of this program, as editions state it; the version is that of package.json. */
export const generator = 'kanben 0.1.0'

/**
 * An edition kanben can make: the PDF for reading (PDF/A-2a, PDF/UA-1), the one for a press (PDF/X-4),
 * its pages imposed as a booklet, the cover; the EPUB, the web edition, and that as a page of a site.
 */
export type Target = 'pdf' | 'press' | 'booklet' | 'cover' | 'epub' | 'html' | 'site'

/** How the name of the file of each edition ends, behind that of the source. */
export const endings: Readonly<Record<Target, string>> = {
  pdf: '.pdf',
  press: '.press.pdf',
  booklet: '.booklet.pdf',
  cover: '.cover.pdf',
  epub: '.epub',
  html: '.html',
  site: '.site.html'
}

/** What a book is laid out for; the pages of `pdf` are those of three editions. */
export type Medium = 'pdf' | 'cover' | 'epub' | 'html'

/** What the front matter of a source file says, validated. */
export type Meta = Readonly<{
  /** The title, without the preferred breaks. */
  title: string
  /** The title in the lines its author prefers: the front matter's `title` split at `|`. */
  titleLines: ReadonlyArray<string>
  /** Language tag (BCP 47), for example `zh-Hans`. */
  lang: string
  /** Kind of document, for example `declaration`. */
  type: string
  /** Date of the document, `YYYY-MM-DD`. */
  date: string
  /** Place of signature. */
  place?: string
  /** Issuing body (发文机关). */
  body?: string
  /** Stable URI of the text, when its publisher has given it one. */
  identifier?: string
  /** Print the `:::supplement` blocks; off unless a person switches it on. */
  supplement: boolean
  /** Where the text comes from. */
  source?: Readonly<{
    /** Path of the received text, relative to the source file. */
    file: string
    /** SHA-256 of the received text, 64 lower-case hexadecimal digits. */
    sha256: string
    /** Whether the received text is whole. */
    complete: boolean
    /** What cleaning changed, one sentence each, for the colophon. */
    normalised: ReadonlyArray<string>
  }>
  /** What was corrected after the text had been published, in the order of the dates. */
  corrections: ReadonlyArray<Correction>
}>

/** A correction of a published text, as the front matter tells it. */
export type Correction = Readonly<{
  /** Day it was made, `YYYY-MM-DD`. */
  date: string
  /** What was corrected, one sentence. */
  what: string
  /** Identifier of the paragraph or section it is in: `p57`. */
  at?: string
}>

/** A heading of the text. */
export type Heading = Readonly<{
  /** Identifier of the section it opens, for example `s3-2`. */
  id: string
  /** 2 for the first level (the title is 1), at most 6. */
  depth: number
  /** The enumerator as it stands in the text, `一、` or `（一）`; empty if there is none. */
  enumerator: string
  /** The whole heading as it stands in the text, enumerator included, readings left out. */
  text: string
}>

/** An image beside the source. */
export type Asset = Readonly<{
  /** The URL as the Markdown writes it; the `src` of the `img` in the tree. */
  url: string
  /** Name of the file in an edition, derived from its content: `9f86d081.png`. */
  name: string
  /** Media type, for example `image/png`. */
  type: string
  bytes: Uint8Array
  /** Size in CSS px. */
  width: number
  height: number
  /** Whether it is an SVG that holds text, for which the PDF has no font. */
  hasText?: boolean
}>

/**
 * The document, between Markdown and its editions.
 *
 * `body` is semantic HTML without looks. Its blocks carry the identifiers every edition repeats:
 * sections `s3-2`, paragraphs `p57`, signatories `sig4`. Source positions are kept.
 * `data-apparatus="generated"` marks what kanben adds (it is no part of the text), and
 * `data-apparatus="editor"` what an editor of the source adds (a gap note, a supplement).
 */
export type Book = Readonly<{
  meta: Meta
  body: Root
  outline: ReadonlyArray<Heading>
  assets: ReadonlyArray<Asset>
}>

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
  /** The press's profile, if the template names one. */
  profile?: Profile
}>

/** A part of an edition in reading order. */
export type Part = Readonly<{
  role: 'title' | 'contents' | 'body' | 'colophon'
  /** hast `section` (or `nav` for the contents). */
  tree: Element
}>

/** A page of the PDF before it is painted. */
export type Leaf = Readonly<{
  /**
   * hast `section.leaf`, which holds what stands on the page and nothing else: what continues on
   * another page is cut there, and the elements around it stand on both.
   */
  tree: Element
  /** Page label: `iii`, `12`. */
  label: string
  /** The folio printed, if one is. */
  folio: string
  /** Text of the running head; empty if there is none. */
  head: string
  /** The part of the book it belongs to; of a cover, the title. */
  part: PartName | 'blank'
}>

/** The pages a cover is bound around: how many, blanks included, and the width of one, mm. */
export type BookBlock = Readonly<{ pages: number; width: number }>

/** A book laid out for one medium, ready to be rendered. */
export type Typeset = Readonly<{
  medium: Medium
  book: Book
  settings: Settings
  /** The parts in reading order; a PDF has leaves instead. */
  parts: ReadonlyArray<Part>
  /** The pages of a PDF, in order; every line and every page ends where it was decided to. */
  leaves: ReadonlyArray<Leaf>
  styles: string
  /** The faces an edition embeds; empty for media that use the reader's own. */
  faces: ReadonlyArray<Face>
  typefaces: ReadonlyArray<Typeface>
  profile?: Profile
  /** What a cover is made for. */
  block?: BookBlock
  /** The pages of the PDF made before, whose numbers this edition shares. */
  pagination?: Pagination
  /** The editions made before it, which it may name. */
  siblings: ReadonlyArray<Sibling>
  /** SHA-256 of the Markdown as it was read, lower-case hexadecimal. */
  digest?: string
}>

/** An edition as another one of the same source names it. */
export type Sibling = Readonly<{
  target: Target
  /** Name of its file. */
  name: string
  /** Its size in bytes, and their SHA-256, lower-case hexadecimal. */
  size: number
  sha256: string
}>

/** A rectangle on a page, CSS px from its top left corner. */
export type Box = Readonly<{
  x: number
  y: number
  width: number
  height: number
}>

/** A page of the PDF edition. */
export type Page = Readonly<{
  /** Page label (PDF 32000-1, 12.4.2), equal to the folio printed on it: `iii`, `12`. */
  label: string
  /** The part of the book it belongs to. */
  part: PartName | 'blank'
  /** Where generated apparatus stands; whatever is painted there is no part of the text. */
  apparatus: ReadonlyArray<Box>
  /** The margin boxes, where running heads and folios stand. */
  margins: ReadonlyArray<Box>
  /** Where notes of the document and notes of editors stand at the foot of the page. */
  notes: ReadonlyArray<Box>
  editorNotes: ReadonlyArray<Box>
  /** Where readings (ruby) stand beside their characters. */
  readings: ReadonlyArray<Box>
}>

/** A point of the PDF edition: index of its page from 0, and CSS px from the page's top left corner. */
export type Place = Readonly<{ page: number; x: number; y: number }>

/** The pages of the PDF edition in order, and where each identifier of the document stands. */
export type PageMap = Readonly<{
  pages: ReadonlyArray<Page>
  at: Readonly<Record<string, Place>>
}>

/** What was measured on the pages of a PDF. */
export type Statistics = Readonly<{
  pages: number
  /** Lines of the text and of notes. */
  lines: number
  /** Of these, lines that belong on the grid, and those that stand within 0.1 mm of it. */
  gridLines: number
  onGrid: number
  /**
   * What was added between the characters of the full lines of paragraphs, em: the mean, what 95 of
   * 100 lines stay below, and the worst line.
   */
  gap: Readonly<{ mean: number; most: number; worst: number }>
  /** How often each rule was broken; a rule that was kept is not named. */
  breaches: Readonly<Partial<Record<RuleId, number>>>
}>

/** A finished edition. */
export type Edition = Readonly<{
  target: Target
  bytes: Uint8Array
  /** Only a PDF has pages, the settings they follow, and fonts: what their PostScript names begin with. */
  map?: PageMap
  fonts?: ReadonlyArray<string>
  settings?: Settings
  /** The pages of a booklet one by one, a PDF, as they were before they were folded. */
  unfolded?: Uint8Array
  /** What a cover is made for. */
  block?: BookBlock
}> &
  Proof

/** What the check of an edition tells. */
export type Proof = Readonly<{
  /** Characters of the text that were found in it, all of them. */
  characters?: number
  /** Pages of the PDF, and where in the text they begin; what other editions say of them is equal. */
  pagination?: Pagination
  /** How many checks its file was held against: those of its standards and of the house. */
  checks?: number
  /** What was measured on its pages; a cover has none of the text. */
  statistics?: Statistics
}>

/** What a stage tells about its progress. */
export type Progress = (stage: string, detail?: string) => void

/**
 * A character no text may hold: controls but line feed and tab, bidirectional and other invisible
 * format characters, private use, noncharacters, unpaired surrogates, U+FFFD. What nobody sees
 * nobody can correct.
 */
export const unfit: RegExp =
  /(?![\n\t])\p{Cc}|[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\uFFFD]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u

/**
 * Add a problem to a file.
 *
 * @param reason “Unexpected X, expected Y”.
 * @param place the node or point of the source that caused it.
 */
export function report(
  file: VFile,
  rule: RuleId,
  reason: string,
  place?: Node | Node['position'] | { line: number; column: number }
): VFileMessage {
  const { severity, fix }: Rule = rules[rule]
  const at = place && 'type' in place ? place.position : place
  const message = file.message(reason, {
    ...(at ? { place: at } : {}),
    ruleId: rule,
    source: 'kanben'
  })
  message.fatal = severity === 'error' ? true : severity === 'warning' ? false : undefined
  message.note = fix
  return message
}
