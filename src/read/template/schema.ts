import * as v from 'valibot'
import { nearest, rules, type Settings, styleNames } from '../../book.ts'

const length = number('a length in mm, more than 0', (value) => value > 0)
const bleed = number('a length from 0 to 20 mm', (value) => value >= 0 && value <= 20)
const paper = number('a thickness of more than 0 mm, at most 2', (value) => value > 0 && value <= 2)
const creep = number('a length from 0 to 2 mm', (value) => value >= 0 && value <= 2)
const count = number('a whole number, 1 or more', (value) => Number.isInteger(value) && value >= 1)
const freeLines = number(
  'a whole number of lines, 0 or more',
  (value) => Number.isInteger(value) && value >= 0
)
const flag = v.pipe(
  v.picklist(['true', 'false'], 'true or false'),
  v.transform((word) => word === 'true')
)
const line = v.pipe(v.string('a line of text'), v.regex(/^\S[^\n]*$/, 'a line of text'))
const weight = v.optional(
  number('a weight from 100 to 900', (value) => value >= 100 && value <= 900),
  '400'
)
const face = map({ face: line, weight })

/** Defaults: a plain line, flush left. */
const style = map({
  face: line,
  weight,
  size: v.optional(
    number('a size in em, from 0.3 to 3', (value) => value >= 0.3 && value <= 3),
    '1'
  ),
  pitch: v.optional(
    number('1 or a part of it, such as 2/3', (value) => value > 0 && value <= 1),
    '1'
  ),
  indent: v.optional(
    number('an indent in em', () => true),
    '0'
  ),
  inset: v.optional(
    number('an inset in em, 0 or more', (value) => value >= 0),
    '0'
  ),
  before: v.optional(freeLines, '0'),
  after: v.optional(freeLines, '0'),
  align: v.optional(oneOf('justify', 'start', 'center', 'end'), 'start')
})

const runningHead = oneOf('none', 'title', 'section')

const font = map({
  family: v.pipe(
    v.string('a name in Latin letters'),
    v.regex(/^[A-Za-z][\w-]*$/, 'a name in Latin letters')
  ),
  weight,
  file: line,
  name: line,
  copyright: line,
  licence: line,
  licenceFile: v.exactOptional(line)
})

/** A font a template brings, as written in the settings. */
export type OwnFont = Readonly<{
  family: string
  weight: number
  /** Path relative to the folder of the template that names it, like `licenceFile`. */
  file: string
  name: string
  copyright: string
  licence: string
  licenceFile?: string
}>

const profile = map({
  file: line,
  condition: v.pipe(v.string('a name in ASCII'), v.regex(/^[!-~][ -~]{0,99}$/, 'a name in ASCII'))
})

/** A profile of the press, as written in the settings. */
export type OwnProfile = Readonly<{
  /** Path relative to the folder of the template that names it. */
  file: string
  condition: string
}>

/** The schema of a settings file with everything it extends merged in; all its values are strings. */
export const schema: v.GenericSchema<
  unknown,
  Settings &
    Readonly<{
      extends?: string
      fonts: ReadonlyArray<OwnFont>
      press: Readonly<{ profile?: OwnProfile }>
    }>
> = map({
  extends: v.exactOptional(line),
  fonts: v.optional(v.array(font, 'a list of fonts'), []),
  writing: oneOf('horizontal', 'vertical'),
  page: map({ width: length, height: length }),
  margin: map({ head: length, inner: length }),
  mirrored: flag,
  size: length,
  pitch: length,
  measure: count,
  lines: count,
  parts: v.array(oneOf('half-title', 'title', 'contents', 'text', 'colophon'), 'a list of parts'),
  sections: oneOf('run-on', 'page', 'recto'),
  drop: freeLines,
  heads: map({ recto: runningHead, verso: runningHead }),
  frontFolios: oneOf('roman', 'none'),
  notes: oneOf('foot', 'end'),
  marks: oneOf('全角', '开明', '半角'),
  trimLineStart: flag,
  emphasis: oneOf('dots', 'face'),
  nameMarks: flag,
  hyphenation: oneOf('en-us', 'none'),
  enumerators: v.pipe(
    v.array(oneOf('1.', '（1）', '①', 'a.', '一、', '（一）'), 'a list of markers'),
    v.nonEmpty('a marker for each level')
  ),
  strong: face,
  em: face,
  styles: map(v.entriesFromList(styleNames, style)),
  paragraphNumbers: oneOf('margin', 'none'),
  epub: map({ headingFaces: flag }),
  press: map({ bleed, paper, creep, profile: v.exactOptional(profile) }),
  exceptions: v.array(
    map({ rule: oneOf(...Object.keys(rules)), reason: line }),
    'a list of exceptions'
  )
})

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

/** A number, or a fraction such as 2/3. */
function number(expected: string, isFit: (value: number) => boolean) {
  return v.pipe(
    v.string(expected),
    v.regex(/^-?\d+(?:\.\d+)?(?: ?\/ ?\d+(?:\.\d+)?)?$/, expected),
    v.check((text) => Number.isFinite(quotient(text)) && isFit(quotient(text)), expected),
    v.transform(quotient)
  )
}

function quotient(text: string): number {
  const [dividend = 0, divisor = 1] = text.split('/').map(Number)
  return dividend / divisor
}

function oneOf<const Name extends string>(...names: ReadonlyArray<Name>) {
  return v.picklist(names, names.join(', '))
}
