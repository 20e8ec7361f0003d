import type { Text } from 'mdast'
import { decodeString } from 'micromark-util-decode-string'
import type { Data, Processor } from 'unified'
import type { Node, Point } from 'unist'

/** Characters with their readings, `{漢字|hàn|zì}`, or a name, `{北京|_}`, `{史记|~}`. */
type Annotation = Node & {
  type: 'annotation'
  kind: 'readings' | 'proper-name' | 'book-title'
  /** Its separator: in a table GFM requires the backslash. */
  bar: '|' | '\\|'
  /** The characters, followed by their readings, if any. */
  children: Text[]
}

// Only an interface can be augmented.
declare module 'mdast' {
  interface PhrasingContentMap {
    annotation: Annotation
  }
  interface RootContentMap {
    annotation: Annotation
  }
}

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    annotation: 'annotation'
  }
}

type Micromark = NonNullable<Data['micromarkExtensions']>[number]
type Constructs = NonNullable<NonNullable<Micromark['text']>[string]>
type Construct = Exclude<Constructs, ReadonlyArray<unknown>>
type State = ReturnType<Construct['tokenize']>
type Mdast = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], ReadonlyArray<unknown>>
type Handle = NonNullable<NonNullable<Mdast['enter']>['annotation']>
type Compiler = ThisParameterType<Handle>
type Token = Parameters<Handle>[0]
type Form = Readonly<{ bar: Annotation['bar']; whole: RegExp; part: RegExp }>

/** The forms of an annotation by separator. A part has no white space at its ends. */
const forms = [
  formOf('|', String.raw`(?!\s)(?:\\.|[^\\{|}])+(?<!\s)`),
  formOf('\\|', String.raw`(?!\s)(?:\\[^|]|[^\\{|}])+(?<!\s)`)
]

/** What is written in place of a reading to mark a name. */
const names: ReadonlyMap<string, Annotation['kind']> = new Map([
  ['_', 'proper-name'],
  ['~', 'book-title']
])

const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d

/**
 * Support readings of characters, `{漢|hàn}`, and names, `{北京|_}` and `{史记|~}`.
 *
 * An annotation is on one line and contains plain text, escapes and character references. Anything
 * else in braces is literal text.
 */
export function remarkAnnotation(this: Processor): undefined {
  const data = this.data()
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = data
  data.micromarkExtensions = [...micromarkExtensions, { text: { [opening]: construct } }]
  data.fromMarkdownExtensions = [
    ...fromMarkdownExtensions,
    { enter: { annotation: enter }, exit: { annotation: exit } }
  ]
}

/** Match the content of two unescaped braces, if it has one of the forms. */
const construct: Construct = {
  tokenize(effects, ok, nok) {
    const token = effects.enter('annotation')
    const open: State = (code) => {
      effects.consume(code)
      return within
    }
    const within: State = (code) => {
      // Another brace may open an annotation of its own. Codes below zero are line ends and tabs.
      if (code === null || code < 0 || code === opening) return nok(code)
      effects.consume(code)
      if (code === backslash) return escaped
      return code === closing ? end : within
    }
    const escaped: State = (code) => {
      if (code === null || code < 0) return nok(code)
      effects.consume(code)
      return within
    }
    const end: State = (code) => {
      effects.exit('annotation')
      return partsOf(this.sliceSerialize(token)) ? ok(code) : nok(code)
    }
    return open
  }
}

function enter(this: Compiler, token: Token): undefined {
  const { bar, parts } = partsOf(this.sliceSerialize(token)) ?? { bar: '|', parts: [] }
  const texts = parts.map(({ 0: written, index }) => textOf(written, index, token.start))
  const [name, ...more] = parts.slice(1).map(([written]) => names.get(written))
  const kind = (more.length === 0 && name) || 'readings'
  const children = kind === 'readings' ? texts : texts.slice(0, 1)
  this.enter({ type: 'annotation', kind, bar, children }, token)
}

function exit(this: Compiler, token: Token): undefined {
  this.exit(token)
}

/** Split an annotation into its parts; `undefined` if it is none. */
function partsOf(
  source: string
): Readonly<{ bar: Annotation['bar']; parts: ReadonlyArray<RegExpExecArray> }> | undefined {
  const form = forms.find(({ whole }) => whole.test(source))
  return form && { bar: form.bar, parts: [...source.matchAll(form.part)] }
}

function textOf(written: string, index: number, { line, column, offset }: Point): Text {
  const at = (length: number): Point => ({
    line,
    column: column + index + length,
    offset: (offset ?? 0) + index + length
  })
  const position = { start: at(0), end: at(written.length) }
  return { type: 'text', value: decodeString(written), position }
}

function formOf(bar: Form['bar'], part: string): Form {
  const escaped = bar.replace(/[\\|]/g, '\\$&')
  return {
    bar,
    whole: new RegExp(`^\\{${part}(?:${escaped}${part})+\\}$`),
    part: new RegExp(part, 'g')
  }
}
