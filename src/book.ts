import type { Element, Root } from 'hast'
import type { Node } from 'unist'
import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'

/** Name and version of this program, as editions state it; the version is that of package.json. */
export const generator = 'kanben 0.1.0'

/** An edition kanben can make. */
export type Target = 'pdf' | 'epub' | 'html'

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
}>

/** A heading of the text. */
export type Heading = Readonly<{
  /** Identifier of the section it opens, for example `s3-2`. */
  id: string
  /** 2 for the first level (the title is 1), at most 6. */
  depth: number
  /** The enumerator as it stands in the text, `一、` or `（一）`; empty if there is none. */
  enumerator: string
  /** The whole heading as it stands in the text, enumerator included. */
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

/** Looks of an edition: style sheets and the fonts they use. */
export type Template = Readonly<{
  name: string
  /** Style sheets by target. */
  styles: Readonly<Record<Target, string>>
  /** In the order a character falls back through them. */
  fonts: ReadonlyArray<Font>
}>

/** A part of an edition in reading order. */
export type Part = Readonly<{
  role: 'title' | 'contents' | 'body' | 'colophon'
  /** hast `section` (or `nav` for the contents). */
  tree: Element
}>

/** A book laid out for one target, ready to be rendered. */
export type Typeset = Readonly<{
  target: Target
  book: Book
  parts: ReadonlyArray<Part>
  styles: string
  /** The faces an edition embeds; empty for targets that use the reader's own. */
  faces: ReadonlyArray<Face>
  typefaces: ReadonlyArray<Typeface>
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
  /** Where generated apparatus stands; whatever is painted there is no part of the text. */
  apparatus: ReadonlyArray<Box>
  /** The margin boxes, where running heads and folios stand. */
  margins: ReadonlyArray<Box>
}>

/** A point of the PDF edition: index of its page from 0, and CSS px below the page's head. */
export type Place = Readonly<{ page: number; y: number }>

/** The pages of the PDF edition in order, and where each identifier of the document stands. */
export type PageMap = Readonly<{
  pages: ReadonlyArray<Page>
  at: Readonly<Record<string, Place>>
}>

/** A finished edition. */
export type Edition = Readonly<{
  target: Target
  bytes: Uint8Array
  /** Only a PDF has pages, and fonts: what the PostScript names of those it may have begin with. */
  map?: PageMap
  fonts?: ReadonlyArray<string>
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

type Rule = Readonly<{
  /** `error`: the file or edition is not written; `warning`: it is, unless `--strict`; `info`: a remark. */
  severity: 'error' | 'warning' | 'info'
  /** How to mend it. */
  fix: string
}>

/** Every problem kanben can report. */
export const rules = {
  'received-empty': {
    severity: 'error',
    fix: 'Check that the file holds the text as it was received.'
  },
  'received-markdown': {
    severity: 'error',
    fix: 'Correct it by hand and build it; to clean once more, name the received text.'
  },
  'clean-decision': {
    severity: 'error',
    fix: 'Correct or remove the decision; each names a line end by its offset and twelve characters.'
  },
  'clean-line-end': {
    severity: 'warning',
    fix: 'Add `at`, `context`, `decide: join` (or `break`) and `why` to `decisions:` in the decisions file.'
  },
  'clean-heading': {
    severity: 'warning',
    fix: 'Compare with the original; correct the Markdown if a heading was lost or mistaken.'
  },
  'clean-character': {
    severity: 'info',
    fix: 'Compare with the original; it is kept as received, correct the Markdown if it is wrong.'
  },
  'clean-end': {
    severity: 'warning',
    fix: 'Write `complete: true`, or `complete: false` and what is missing as `gap:`, in the decisions file.'
  },
  'clean-metadata': {
    severity: 'warning',
    fix: 'Write it there and clean again, or in the front matter made.'
  },
  'source-unreadable': {
    severity: 'error',
    fix: 'Check that the path names a readable file.'
  },
  'source-encoding': {
    severity: 'error',
    fix: 'Save the file as UTF-8; from GB 18030: iconv -f GB18030 -t UTF-8.'
  },
  'source-empty': {
    severity: 'error',
    fix: 'Write the front matter and, below it, the text.'
  },
  'source-character': {
    severity: 'error',
    fix: 'Remove the character or replace it by the one that was meant.'
  },
  'source-digest': {
    severity: 'error',
    fix: 'Restore the received file, or clean it again so that `sha256` follows it.'
  },
  'source-nested': {
    severity: 'error',
    fix: 'Put fewer quotations, lists or marks inside each other.'
  },
  'front-matter': {
    severity: 'error',
    fix: 'Open the file with a block of `title:`, `lang:`, `type:` and `date:` between two lines `---`.'
  },
  'front-matter-field': {
    severity: 'error',
    fix: 'See the table “Front matter” in the README for the fields and what each may hold.'
  },
  'heading-sequence': {
    severity: 'error',
    fix: 'Correct the enumerator or the number of `#`; kanben never renumbers.'
  },
  'heading-depth': {
    severity: 'error',
    fix: 'Use `##` for the first level and go down one level at a time; the title stands in the front matter.'
  },
  'directive-unknown': {
    severity: 'error',
    fix: 'Use `:::signatories`, `:::gap`, `:::dateline` or `:::supplement`, each closed by `:::`.'
  },
  'directive-content': {
    severity: 'error',
    fix: 'See “The source format” in the README for what the block may hold.'
  },
  'signatory-separator': {
    severity: 'error',
    fix: 'Put one U+3000 (ideographic space) between the office and the name.'
  },
  'supplement-off': {
    severity: 'info',
    fix: 'Write `supplement: true` in the front matter to print it.'
  },
  'html-raw': {
    severity: 'error',
    fix: 'Write it in Markdown; to print the characters themselves put a backslash before the `<`.'
  },
  'link-target': {
    severity: 'error',
    fix: 'Link to an http:, https:, mailto: or tel: address, or to `#` and an identifier of this document.'
  },
  'link-title': {
    severity: 'error',
    fix: 'Write it in the text, and take it out of the brackets: no page shows it.'
  },
  'reference-undefined': {
    severity: 'error',
    fix: 'Define the reference or the note, or put a backslash before the `[`.'
  },
  'definition-unused': {
    severity: 'error',
    fix: 'Refer to it, or delete it; if the line is text, put a backslash before the `[`.'
  },
  'note-uncalled': {
    severity: 'error',
    fix: 'Call the note in the text, `[^1]`, or delete it; a note nothing calls is not printed.'
  },
  'list-sequence': {
    severity: 'error',
    fix: 'Number the items one by one, as `1.`, or keep the mark as text with a backslash before it, `3\\.` or `1\\)`; kanben never renumbers.'
  },
  'code-words': {
    severity: 'error',
    fix: 'Put the words inside the block; to print the fence itself put a backslash before it.'
  },
  'table-cells': {
    severity: 'error',
    fix: 'Give the row no more cells than the head has; a `|` of the text is written `\\|`.'
  },
  'image-remote': {
    severity: 'error',
    fix: 'Save the image beside the source and name it by a relative path.'
  },
  'image-missing': {
    severity: 'error',
    fix: 'Put the image beside the source, as PNG, JPEG, GIF, WebP or SVG.'
  },
  'image-alternative': {
    severity: 'warning',
    fix: 'Describe the image between the square brackets: ![description](file.png).'
  },
  'text-lost': {
    severity: 'error',
    fix: 'This is a fault of kanben: the characters are in the source and would not be printed. Please report it.'
  },
  'font-character': {
    severity: 'error',
    fix: 'Check the character; if it is right, no bundled font can print it.'
  },
  'template-file': {
    severity: 'error',
    fix: 'A template is a folder of templates/ with pdf.css, epub.css and html.css.'
  },
  'template-unknown': {
    severity: 'error',
    fix: 'Name a folder of `templates/`.'
  },
  'request-refused': {
    severity: 'error',
    fix: 'An edition is made from memory: take the address out of the source or the template.'
  },
  'browser-missing': {
    severity: 'error',
    fix: 'Install Chrome or Chromium and set KANBEN_CHROME to its path.'
  },
  'browser-cache': {
    severity: 'error',
    fix: 'The browser is unpacked into the cache folder: make it writable, or set XDG_CACHE_HOME to one that is.'
  },
  'browser-other': {
    severity: 'warning',
    fix: 'The bytes of the PDF may differ from those made with the pinned browser on Linux x64.'
  },
  'edition-text': {
    severity: 'error',
    fix: 'The edition is not written, because its text is not that of the source. If a table, a heading or a line there is too large for a page, make it smaller; if not, please report it.'
  },
  'edition-font': {
    severity: 'error',
    fix: 'The edition is not written. Use only the families of the template: Song, Hei, Kai.'
  },
  'edition-overlap': {
    severity: 'error',
    fix: 'The edition is not written, because two characters lie one over the other. Please report it.'
  },
  'edition-contents': {
    severity: 'error',
    fix: 'The edition is not written, because its contents or outline are wrong. Please report it.'
  },
  'output-unwritable': {
    severity: 'error',
    fix: 'Free the place, or name a folder that can be written with `--out`.'
  },
  'output-exists': {
    severity: 'error',
    fix: 'Somebody may have corrected it: write elsewhere with `--out`, or over it with `--force`.'
  },
  'render-failed': {
    severity: 'error',
    fix: 'Build again; if it happens twice, please report it with the source.'
  }
} as const

/** Identifier of a rule. */
export type RuleId = keyof typeof rules

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
