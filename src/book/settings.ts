/** The kinds of text that a template styles. */
export const styleNames = [
  'body',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'quotation',
  'poem',
  'code',
  'table',
  'caption',
  'note',
  'dateline',
  'signatory',
  'editor',
  'contents',
  'colophon'
] as const

export type StyleName = (typeof styleNames)[number]

/** How one kind of text is set. Everything that decides its line breaks is here, not in CSS. */
export type Style = Readonly<{
  /** CSS family: `Song`, `Hei`, `Kai` or one of the template's own; CSS weight, 100–900. */
  face: string
  weight: number
  /** Size, in em of the body. */
  size: number
  /** Lines of the grid that one line of this text takes: 1, or less for small text, such as 2/3. */
  pitch: number
  /** Indent of the first line, in its own em. */
  indent: number
  /** Inset at both ends of its lines, in em of the body. */
  inset: number
  /** Free lines of the grid above it, except at the head of a page, and below it. */
  before: number
  after: number
  align: 'justify' | 'start' | 'center' | 'end'
}>

/** How wide punctuation marks are set, by the Chinese name of the style (CLREQ 3.1.6). */
export type PunctuationStyle = '全角' | '开明' | '半角'

/** The parts of an edition, whose order a template sets. */
export type PartName = 'half-title' | 'title' | 'contents' | 'text' | 'colophon'

/** What a running head shows. */
export type RunningHead = 'none' | 'title' | 'section'

/** A rule a template breaks, and why. */
type Exception = Readonly<{ rule: string; reason: string }>

/** Settings for a press. Lengths are in millimetres. */
type Press = Readonly<{
  /** How far content that touches the trim is printed beyond it. */
  bleed: number
  /** Thickness of a leaf, which gives the width of the spine. */
  paper: number
  /** How much further in the pages of a booklet's sheet are placed than those of the sheet around it. */
  creep: number
}>

/** What an EPUB takes from a template besides the style sheet. */
type Epub = Readonly<{
  /** Whether the faces of title and headings are embedded; the text always uses the reader's own. */
  headingFaces: boolean
}>

/**
 * The settings of a template: everything that decides line and page breaks.
 *
 * Lengths are in millimetres unless stated otherwise. In vertical writing, measure and pitch apply
 * along and across the lines: lines run downwards and follow each other from right to left.
 */
export type Settings = Readonly<{
  writing: 'horizontal' | 'vertical'
  /** The trimmed page. */
  page: Readonly<{ width: number; height: number }>
  /** Distance from the head of the page, and from the spine, to the type area. */
  margin: Readonly<{ head: number; inner: number }>
  /** Whether versos mirror the margins of rectos; otherwise `inner` is the left margin of every page. */
  mirrored: boolean
  /** Size of the body, and the distance from baseline to baseline. */
  size: number
  pitch: number
  /** Full-width characters in a line, and lines on a page. */
  measure: number
  lines: number
  /** The parts in order, each at most once; `title` and `text` are required. */
  parts: ReadonlyArray<PartName>
  /** Where a section of the first level begins. */
  sections: 'run-on' | 'page' | 'recto'
  /** Free lines above the heading of a section that begins a page of its own. */
  drop: number
  /** Running heads by side of the opening. */
  heads: Readonly<{ recto: RunningHead; verso: RunningHead }>
  /** Whether pages before the text are numbered i, ii, iii, or have no folio. */
  frontFolios: 'roman' | 'none'
  /** Where notes are set: at the foot of the calling page, or after the text. */
  notes: 'foot' | 'end'
  marks: PunctuationStyle
  /** Whether an opening mark at a line start is set half-width. */
  trimLineStart: boolean
  /** How emphasis (`*…*`) is set: dots under the characters (着重号), or another face. */
  emphasis: 'dots' | 'face'
  /** Whether 专名号 and 书名号 (`{…|_}` and `{…|~}`) are drawn. */
  nameMarks: boolean
  /** The language whose rules hyphenate Latin words, or none. */
  hyphenation: 'en-us' | 'none'
  /** Markers of numbered lists by level; the last one also serves all deeper levels. */
  enumerators: ReadonlyArray<'1.' | '（1）' | '①' | 'a.' | '一、' | '（一）'>
  /** Faces of inline text: `strong`, and `em` where emphasis is a face. */
  strong: Readonly<{ face: string; weight: number }>
  em: Readonly<{ face: string; weight: number }>
  styles: Readonly<Record<StyleName, Style>>
  /** Where paragraph numbers are printed, if at all. */
  paragraphNumbers: 'margin' | 'none'
  press: Press
  epub: Epub
  exceptions: ReadonlyArray<Exception>
}>
