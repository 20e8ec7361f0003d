/** The kinds of text a template sets, each in a style of its own. */
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

/** How one kind of text is set. Whatever decides where its lines end stands here, not in CSS. */
export type Style = Readonly<{
  /** CSS family: `Song`, `Hei`, `Kai` or one of the template's own; CSS weight, 100–900. */
  face: string
  weight: number
  /** Size, in em of the body. */
  size: number
  /** Lines of the grid a line of this text takes: 1, or less for small text, such as 2/3. */
  pitch: number
  /** Indent of the first line, in em of its own. */
  indent: number
  /** What it is set in by, in em of the body, at the start and at the end of its lines. */
  inset: number
  /** Free lines of the grid above it, unless it is at the head of a page, and below it. */
  before: number
  after: number
  align: 'justify' | 'start' | 'center' | 'end'
}>

/** How wide punctuation marks are set, by its Chinese name (CLREQ 3.1.6). */
export type PunctuationStyle = '全角' | '开明' | '半角'

/** The parts of an edition a page template may put in order. */
export type PartName = 'half-title' | 'title' | 'contents' | 'text' | 'colophon'

/** What a running head repeats. */
export type RunningHead = 'none' | 'title' | 'section'

/** A rule a template does not keep, and why. */
type Exception = Readonly<{ rule: string; reason: string }>

/** What a press needs to know. Lengths are in millimetres. */
type Press = Readonly<{
  /** How far what touches the edge of a page is printed beyond it. */
  bleed: number
  /** Thickness of a leaf, from which follows that of the spine. */
  paper: number
  /** By how much the pages of a sheet of a booklet stand further in than those of the sheet around it. */
  creep: number
}>

/** What an EPUB takes from a template beside its style sheet. */
type Epub = Readonly<{
  /** Whether the faces of title and headings are embedded; the text has the reader's own. */
  headingFaces: boolean
}>

/**
 * The settings of a template: everything that decides where a line or a page ends.
 *
 * Lengths are in millimetres unless it is said otherwise. In vertical writing, what is said of
 * lines, measure and pitch holds along and across the lines: a line runs downwards, and the lines
 * of a page follow each other from right to left.
 */
export type Settings = Readonly<{
  writing: 'horizontal' | 'vertical'
  /** The trimmed page. */
  page: Readonly<{ width: number; height: number }>
  /** From the head of the page to the type area, and from the spine to it. */
  margin: Readonly<{ head: number; inner: number }>
  /** Whether versos mirror the margins of rectos; if not, `inner` is on the left of every page. */
  mirrored: boolean
  /** Size of the body, and the distance from baseline to baseline. */
  size: number
  pitch: number
  /** Full-width characters in a line, and lines on a page. */
  measure: number
  lines: number
  /** The parts in order, each at most once; `title` and `text` are always among them. */
  parts: ReadonlyArray<PartName>
  /** Where a section of the first level begins. */
  sections: 'run-on' | 'page' | 'recto'
  /** Free lines above the heading of a section that begins a page of its own. */
  drop: number
  /** Running heads by side of the opening. */
  heads: Readonly<{ recto: RunningHead; verso: RunningHead }>
  /** Whether the pages before the text are numbered i, ii, iii, or have no folio. */
  frontFolios: 'roman' | 'none'
  /** Where notes stand: at the foot of the page that calls them, or behind the text. */
  notes: 'foot' | 'end'
  marks: PunctuationStyle
  /** Whether an opening mark that begins a line is set half-width. */
  trimLineStart: boolean
  /** Emphasis (`*…*`): dots under the characters (着重号), or a face. */
  emphasis: 'dots' | 'face'
  /** Whether 专名号 and 书名号 (`{…|_}` and `{…|~}`) are drawn. */
  nameMarks: boolean
  /** The language whose rules part Latin words at a line end, or none. */
  hyphenation: 'en-us' | 'none'
  /** Markers of numbered lists, level by level; the last serves all deeper ones. */
  enumerators: ReadonlyArray<'1.' | '（1）' | '①' | 'a.' | '一、' | '（一）'>
  /** Faces of words within a text: `strong`, and `em` where emphasis is a face. */
  strong: Readonly<{ face: string; weight: number }>
  em: Readonly<{ face: string; weight: number }>
  styles: Readonly<Record<StyleName, Style>>
  /** Where the running numbers of the paragraphs stand on the printed page, if anywhere. */
  paragraphNumbers: 'margin' | 'none'
  press: Press
  epub: Epub
  exceptions: ReadonlyArray<Exception>
}>
