import * as v from 'valibot'
import type { VFile } from 'vfile'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { report } from '../book.ts'

/** A person's decision on a line end. */
export type Decision = Readonly<{
  /** Offset after the last character of the line in the received text, UTF-16 code units, no BOM. */
  at: number
  /** The six characters before and after that line end, without white space. */
  context: string
  decide: 'join' | 'break'
  why: string
  /** Its place in the decisions file. */
  place: Point
}>

type Key = 'title' | 'lang' | 'type' | 'date' | 'place' | 'body' | 'identifier'

type Point = Readonly<{ line: number; column: number }>

const line = v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty()))

const schema = v.strictObject({
  title: line,
  lang: line,
  type: line,
  date: v.optional(v.pipe(v.string(), v.isoDate())),
  place: line,
  body: line,
  identifier: line,
  complete: v.optional(v.boolean()),
  gap: line,
  decisions: v.optional(
    v.array(
      v.strictObject({
        at: v.pipe(v.number(), v.integer(), v.minValue(0)),
        context: v.pipe(v.string(), v.nonEmpty()),
        decide: v.picklist(['join', 'break']),
        why: v.pipe(v.string(), v.trim(), v.nonEmpty())
      })
    )
  )
})

/** What a person decided about a received text where the rules are not certain. */
export type Decisions = Readonly<{
  /** Front matter; `title` may contain `|` as a preferred break. */
  metadata: Readonly<Partial<Record<Key, string | undefined>>>
  titlePlace: Point
  /** Whether the received text is whole. */
  complete: boolean | undefined
  /** The editor's note on what is missing. */
  gap: string | undefined
  ends: ReadonlyArray<Decision>
}>

/**
 * Read a decisions file (YAML).
 *
 * Without a file, or with an invalid one, nothing is decided; faults are reported on the file.
 */
export function readDecisions(file: VFile | undefined): Decisions {
  const counter = new LineCounter()
  const document = parseDocument(file ? String(file) : '', { lineCounter: counter })
  const placeOf = (path: ReadonlyArray<unknown>): Point => {
    const node: unknown = document.getIn(path, true)
    // A missing key has no place, so its parent's is used.
    if (!isNode(node) && path.length > 0) return placeOf(path.slice(0, -1))
    return pointOf(counter, isNode(node) ? node.range?.[0] : undefined)
  }
  const readable = document.errors.length === 0
  const result = v.safeParse(schema, (readable ? document.toJS() : undefined) ?? {})
  if (file) {
    for (const { message, pos } of document.errors) {
      const reason = `Unexpected YAML, expected a decisions file: ${message.split('\n')[0]}`
      report(file, 'clean-decision', reason, pointOf(counter, pos[0]))
    }
    for (const { path = [], received, expected } of result.issues ?? []) {
      const keys = path.map(({ key }) => key)
      const reason = `Unexpected ${received} at \`${keys.join('.')}\`, expected ${expected ?? 'YYYY-MM-DD'}`
      report(file, 'clean-decision', reason, placeOf(keys))
    }
  }
  const { complete, gap, decisions = [], ...metadata } = result.success ? result.output : {}
  const ends = decisions.map((end, index) => ({
    ...end,
    place: placeOf(['decisions', index, 'at'])
  }))
  return { metadata, titlePlace: placeOf(['title']), complete, gap, ends }
}

function pointOf(counter: LineCounter, offset: number | undefined): Point {
  const { line, col } = counter.linePos(offset ?? 0)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

/** Report decisions that do not fit the text: no line end there, a different context, or a duplicate. */
export function reportStale(
  file: VFile,
  ends: ReadonlyArray<Readonly<{ at: number; context: string }>>,
  decisions: ReadonlyArray<Decision>
): void {
  const contexts = new Map(ends.map((end) => [end.at, end.context]))
  const seen = new Set<number>()
  for (const { at, context, place } of decisions) {
    const found = contexts.get(at)
    const moved = ends.find((end) => end.context === context)
    if (seen.has(at)) {
      report(file, 'clean-decision', `Unexpected second decision at ${at}, expected one`, place)
    } else if (found !== context) {
      const reason = `Unexpected ${found ? `context “${found}”` : 'place within a line'} at ${at}, expected “${context}”`
      const hint = moved ? `, which stands at ${moved.at}` : ''
      report(file, 'clean-decision', `${reason}${hint}`, place)
    }
    seen.add(at)
  }
}
