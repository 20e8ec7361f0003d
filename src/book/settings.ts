import * as v from 'valibot'
import { nearest } from './nearest.ts'
import { rules } from './rules.ts'
import { type DeepReadonly, flag, match, number, oneOf } from './schema.ts'

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

const length = number('a length in mm, more than 0', { over: 0 })
const count = number('a whole number, 1 or more', { least: 1, isWhole: true })
const freeLines = number('a whole number of lines, 0 or more', { least: 0, isWhole: true })
const line = match('a line of text', /^\S[^\n]*$/)

const family = v.pipe(line, v.description('CSS family: Song, Hei, Kai, Mono or one of `fonts`'))
const faceWeight = v.pipe(
  number('a weight from 100 to 900', { least: 100, most: 900 }),
  v.description('CSS weight')
)
const weight = v.optional(faceWeight, '400')
const titleSize = number('a size in em, from 1 to 4', { least: 1, most: 4 })
const face = map({ face: family, weight })

/** How one kind of text is set; without more a plain line, flush left. */
const style = map({
  face: family,
  weight,
  size: v.optional(
    v.pipe(
      number('a size in em, from 0.3 to 3', { least: 0.3, most: 3 }),
      v.description('Size, in em of the body')
    ),
    '1'
  ),
  pitch: v.optional(
    v.pipe(
      number('1 or a part of it, such as 2/3', { over: 0, most: 1 }),
      v.description('Lines of the grid that one line takes: 1, or less for small text')
    ),
    '1'
  ),
  indent: v.optional(
    v.pipe(number('an indent in em'), v.description('Indent of the first line, in its own em')),
    '0'
  ),
  inset: v.optional(
    v.pipe(
      number('an inset in em, 0 or more', { least: 0 }),
      v.description('Inset at both ends of its lines, in em of the body')
    ),
    '0'
  ),
  before: v.optional(
    v.pipe(freeLines, v.description('Free lines above, except at the head of a page')),
    '0'
  ),
  after: v.optional(v.pipe(freeLines, v.description('Free lines below')), '0'),
  align: v.optional(oneOf('justify', 'start', 'center', 'end'), 'start')
})

const runningHead = oneOf('none', 'title', 'section')

const font = map({
  family: match('a name in Latin letters', /^[A-Za-z][\w-]*$/),
  weight,
  file: v.pipe(line, v.description('Path of the font, relative to the folder of the template')),
  name: line,
  copyright: line,
  licence: line,
  licenceFile: v.exactOptional(
    v.pipe(line, v.description('Path of the text of the licence, which the PDF embeds'))
  )
})

const profile = map({
  file: v.pipe(line, v.description('Path of the ICC profile, relative to the folder')),
  condition: v.pipe(
    match('a name in ASCII', /^[!-~][ -~]{0,99}$/),
    v.description('The printing condition, as named in the ICC registry: FOGRA39')
  )
})

/**
 * The settings file of a template with everything it extends merged in, all values strings. Its
 * types, the messages about a setting and the JSON Schema for editors are made of it.
 *
 * Everything that decides where a line or a page ends is a setting. In vertical writing lines run
 * downwards and follow each other from right to left; measure and pitch go along and across them.
 */
export const settingsSchema = v.pipe(
  map({
    extends: v.exactOptional(
      v.pipe(line, v.description('The template it takes everything else from: a name or a path'))
    ),
    fonts: v.optional(
      v.pipe(v.array(font, 'a list of fonts'), v.description('Fonts the template brings')),
      []
    ),
    writing: oneOf('horizontal', 'vertical'),
    page: v.pipe(map({ width: length, height: length }), v.description('The trimmed page, in mm')),
    margin: v.pipe(
      map({ head: length, inner: length }),
      v.description('From the head of the page, and from the spine, to the type area, in mm')
    ),
    mirrored: v.pipe(
      flag,
      v.description('Whether versos mirror the margins of rectos; if not, `inner` is on the left')
    ),
    size: v.pipe(length, v.description('Size of the body, in mm')),
    pitch: v.pipe(length, v.description('From baseline to baseline, in mm')),
    measure: v.pipe(count, v.description('Full-width characters in a line')),
    lines: v.pipe(count, v.description('Lines on a page')),
    parts: v.pipe(
      v.array(oneOf('half-title', 'title', 'contents', 'text', 'colophon'), 'a list of parts'),
      v.description('The parts in order, each at most once; `title` and `text` are required')
    ),
    sections: v.pipe(
      oneOf('run-on', 'page', 'recto'),
      v.description('Where a section of the first level begins')
    ),
    drop: v.pipe(
      freeLines,
      v.description('Free lines above the heading of a section that begins a page')
    ),
    heads: v.pipe(
      map({ recto: runningHead, verso: runningHead }),
      v.description('Running heads by side of the opening')
    ),
    frontFolios: v.pipe(
      oneOf('roman', 'none'),
      v.description('Folios of the pages before the text')
    ),
    notes: v.pipe(
      oneOf('foot', 'end'),
      v.description('Notes at the foot of the calling page, or after the text')
    ),
    marks: v.pipe(
      oneOf('全角', '开明', '半角'),
      v.description('How wide punctuation marks are set (CLREQ 3.1.6)')
    ),
    trimLineStart: v.pipe(
      flag,
      v.description('Whether an opening mark at a line start is set half-width')
    ),
    emphasis: v.pipe(
      oneOf('dots', 'face'),
      v.description('How `*…*` is set: dots under the characters (着重号), or the face `em`')
    ),
    nameMarks: v.pipe(flag, v.description('Whether 专名号 and 书名号 are drawn')),
    hyphenation: v.pipe(
      oneOf('en-us', 'none'),
      v.description('The language whose rules hyphenate Latin words, or none')
    ),
    enumerators: v.pipe(
      v.array(oneOf('1.', '（1）', '①', 'a.', '一、', '（一）'), 'a list of markers'),
      v.nonEmpty('a marker for each level'),
      v.description('Markers of numbered lists by level; the last serves all deeper levels')
    ),
    strong: v.pipe(face, v.description('Face of `**…**`')),
    em: v.pipe(face, v.description('Face of `*…*`, where emphasis is a face')),
    title: v.optional(
      v.pipe(
        map({
          face: v.optional(family, 'Song'),
          weight: v.optional(faceWeight, '900'),
          size: v.optional(
            v.pipe(titleSize, v.description('On the title page, in em of the body')),
            '1.393'
          ),
          cover: v.optional(v.pipe(titleSize, v.description('On the cover')), '1.9')
        }),
        v.description('The title: its face, and its largest sizes; a long one is set smaller')
      ),
      {}
    ),
    styles: map(v.entriesFromList(styleNames, style)),
    paragraphNumbers: v.pipe(
      oneOf('margin', 'none'),
      v.description('Where paragraph numbers are printed, if at all')
    ),
    epub: map({
      headingFaces: v.pipe(
        flag,
        v.description('Whether the faces of title and headings are embedded')
      )
    }),
    press: map({
      bleed: v.pipe(
        number('a length from 0 to 20 mm', { least: 0, most: 20 }),
        v.description('How far content that touches the trim is printed beyond it, in mm')
      ),
      paper: v.pipe(
        number('a thickness of more than 0 mm, at most 2', { over: 0, most: 2 }),
        v.description('Thickness of a leaf, which gives the width of the spine, in mm')
      ),
      creep: v.pipe(
        number('a length from 0 to 2 mm', { least: 0, most: 2 }),
        v.description(
          "How much further in the pages of a booklet's sheet are than those of the one around it"
        )
      ),
      profile: v.exactOptional(v.pipe(profile, v.description('The ICC profile of the press')))
    }),
    exceptions: v.pipe(
      v.array(map({ rule: oneOf(...Object.keys(rules)), reason: line }), 'a list of exceptions'),
      v.description('Rules the template does not keep, and why')
    )
  }),
  v.title('kanben settings'),
  v.description('The settings of a template of kanben, settings.yaml')
)

/** A settings file with everything it extends merged in. */
type SettingsFile = DeepReadonly<v.InferOutput<typeof settingsSchema>>

/** A font a template brings, as written; paths are relative to the folder that names it. */
export type OwnFont = SettingsFile['fonts'][number]

/** The profile of a press, as written. */
export type OwnProfile = NonNullable<SettingsFile['press']['profile']>

/** The settings that decide line and page breaks, and the measures of a press. Lengths are in mm. */
export type Settings = Omit<SettingsFile, 'extends' | 'fonts' | 'press'> &
  Readonly<{ press: Omit<SettingsFile['press'], 'profile'> }>

/** How one kind of text is set. Everything that decides its line breaks is here, not in CSS. */
export type Style = Settings['styles'][StyleName]

/** How wide punctuation marks are set, by the Chinese name of the style (CLREQ 3.1.6). */
export type PunctuationStyle = Settings['marks']

/** The parts of an edition, whose order a template sets. */
export type PartName = Settings['parts'][number]

/** What a running head shows. */
export type RunningHead = Settings['heads']['recto']

/** A map of settings; an unknown name is refused, and a similar known one suggested. */
function map<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries)
  return v.strictObject(entries, ({ expected, input }) => {
    if (expected !== 'never')
      return input === undefined ? 'it, or `extends: official`' : `the settings ${names.join(', ')}`
    const near = nearest(String(input), names)
    return `${names.join(', ')}${near ? `: did you mean \`${near}\`?` : ''}`
  })
}
