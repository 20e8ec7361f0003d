import type { Element, Root } from 'hast'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import type { Account } from './book/account.ts'
import type { BookBlock } from './book/edition.ts'
import type { Meta } from './book/front-matter.ts'
import type { Coverage } from './book/measured.ts'
import type { Pagination } from './book/pagination.ts'
import { type Rule, type RuleId, rules } from './book/rules.ts'
import type { PartName, Settings } from './book/settings.ts'
import type { Medium, Target } from './book/target.ts'
import type { Face, Profile, Typeface } from './book/template.ts'

export type { Account, Variant } from './book/account.ts'
export type { Box } from './book/box.ts'
export { chineseDate } from './book/date.ts'
export { describeAccount, describePlaces, describeWords, otherPlaces } from './book/describe.ts'
export type {
  BookBlock,
  Edition,
  Page,
  PageGeometry,
  Place,
  Proof,
  Statistics
} from './book/edition.ts'
export { forbiddenCharacter } from './book/forbidden-character.ts'
export type { Correction, Meta } from './book/front-matter.ts'
export { frontMatterExpectations, frontMatterSchema } from './book/front-matter.ts'
export { graphemesOf } from './book/graphemes.ts'
export { digestOf, identify, uuidOf } from './book/identify.ts'
export type { Coverage, FontUse, Holding, Measured, PrintedLine } from './book/measured.ts'
export { nearest } from './book/nearest.ts'
export { circledNumbers, parseHanNumeral, toHanNumeral } from './book/numeral.ts'
export type { PageStart, Pagination, PlacedBlock } from './book/pagination.ts'
export type { Ink, Painted } from './book/painted.ts'
export type { PagePicture } from './book/picture.ts'
export { placeName } from './book/place-name.ts'
export { type PrintedPlace, printedPlaceOf, setPrintedPlace } from './book/printed-place.ts'
export {
  centredInVertical,
  closing,
  interpunct,
  lineEndForbidden,
  lineStartForbidden,
  numberUnits,
  opening,
  pause,
  stop
} from './book/punctuation.ts'
export type { RuleId } from './book/rules.ts'
export { rules } from './book/rules.ts'
export type { DeepReadonly } from './book/schema.ts'
export type {
  OwnFont,
  OwnProfile,
  PartName,
  PunctuationStyle,
  RunningHead,
  Settings,
  Style,
  StyleName
} from './book/settings.ts'
export { settingsSchema, styleNames } from './book/settings.ts'
export type { Medium, Target, TargetOf } from './book/target.ts'
export { endings, mediumOf, targets } from './book/target.ts'
export type { Face, Font, Profile, Template, Typeface } from './book/template.ts'
export { writeMarkdown } from './book/write-markdown.ts'

declare module 'hast' {
  interface ElementData {
    /** The element of the document of which this is a part, on one of its lines or pages. */
    source?: Element
  }
}

/** Name and version of this program, as editions state it; the version is that of package.json. */
export const generator = 'kanben 0.1.0'

/** A heading of the text. */
export type Heading = Readonly<{
  /** Identifier of its section, for example `s3-2`. */
  id: string
  /** Heading level, 2 to 6; the title is level 1. */
  depth: number
  /** The enumerator as written in the text, `一、` or `（一）`; empty if there is none. */
  enumerator: string
  /** The whole heading as written in the text, with its enumerator, without readings (ruby). */
  text: string
}>

/** An image file of the source. */
export type Asset = Readonly<{
  /** The URL as written in the Markdown; the `src` of the `img` in the tree. */
  url: string
  /** File name in an edition, derived from the content: `9f86d081.png`. */
  name: string
  /** Media type, for example `image/png`. */
  type: string
  bytes: Uint8Array
  /** Size in CSS px. */
  width: number
  height: number
  /** Whether it is an SVG with text, for which the PDF has no font. */
  hasText?: boolean
}>

/**
 * The document: made from Markdown, the input of every edition.
 *
 * `body` is semantic HTML without styling. Its blocks have the identifiers that every edition
 * repeats: sections `s3-2`, paragraphs `p57`, signatories `sig4`. Nodes keep their source
 * positions. `data-apparatus="generated"` marks what kanben adds, which is not part of the text;
 * `data-apparatus="editor"` marks what an editor of the source adds (a gap note, a supplement).
 */
export type Book = Readonly<{
  meta: Meta
  body: Root
  outline: ReadonlyArray<Heading>
  assets: ReadonlyArray<Asset>
  /** How it differs from the received text, if the source names one that can be read. */
  account?: Account
}>

/** A part of an edition. */
export type Part = Readonly<{
  role: 'title' | 'contents' | 'body' | 'colophon'
  /** hast `section` (or `nav` for the contents). */
  tree: Element
}>

/** A page of the PDF, laid out but not yet rendered. */
export type Leaf = Readonly<{
  /**
   * hast `section.leaf` with the content of this page only. Content that continues on another page
   * is split; its enclosing elements are repeated on both pages.
   */
  tree: Element
  /** Page label: `iii`, `12`. */
  label: string
  /** The printed folio; empty if there is none. */
  folio: string
  /** Text of the running head; empty if there is none. */
  head: string
  /** The part of the book it belongs to; `title` for a cover. */
  part: PartName | 'blank'
}>

/** What every medium has. */
type Common<Laid extends Medium> = Readonly<{
  medium: Laid
  book: Book
  settings: Settings
  styles: string
  typefaces: ReadonlyArray<Typeface>
}>

/** A book, or its cover, laid out on pages. */
type Paged = Readonly<{
  /** The pages in order, with all line and page breaks decided. */
  leaves: ReadonlyArray<Leaf>
  /** The font faces the edition embeds. */
  faces: ReadonlyArray<Face>
  /** The characters each face covers. */
  coverage: ReadonlyArray<Coverage>
  profile?: Profile
}>

/** A book laid out for screens, which break lines as they like. */
type Reflowable = Readonly<{
  /** The parts in reading order. */
  parts: ReadonlyArray<Part>
  /** The pages of the PDF made before, whose page numbers this edition uses. */
  pagination?: Pagination
  /** The editions made before it, which it may link to. */
  siblings: ReadonlyArray<Sibling>
  /** SHA-256 of the Markdown as read, in lower-case hexadecimal. */
  digest?: string
}>

/** Each layout by its medium. */
type TypesetOf = {
  pdf: Common<'pdf'> & Paged
  /** `block` is the pages the cover is made for. */
  cover: Common<'cover'> & Paged & Readonly<{ block: BookBlock }>
  /** `faces` are those of the headings, if any; `front` is the front cover, a PNG, and its size in pixels. */
  epub: Common<'epub'> &
    Reflowable &
    Readonly<{
      faces: ReadonlyArray<Face>
      front?: Readonly<{ bytes: Uint8Array; width: number; height: number }>
    }>
  html: Common<'html'> & Reflowable
}

/** A book laid out for a medium, ready for rendering. */
export type Typeset<Laid extends Medium = Medium> = TypesetOf[Laid]

/** An edition as other editions of the same source refer to it. */
export type Sibling = Readonly<{
  target: Target
  /** Its file name. */
  name: string
  /** Its size in bytes, and its SHA-256 in lower-case hexadecimal. */
  size: number
  sha256: string
}>

/** Called by a stage to report progress. */
export type Progress = (stage: string, detail?: string) => void

/** Tell whether a problem withholds an edition: an error does, a warning only if `strict`. */
export function isWithholding({ fatal }: VFileMessage, strict: boolean): boolean {
  return fatal === true || (strict && fatal === false)
}

/**
 * Add a problem to a file.
 *
 * @param reason “Unexpected X, expected Y”.
 * @param place the node or point of the source it concerns.
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
