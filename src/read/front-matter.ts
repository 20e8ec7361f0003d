import * as v from 'valibot'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml'
import {
  forbiddenCharacter,
  frontMatterExpectations,
  frontMatterSchema,
  type Meta,
  report
} from '../book.ts'
import { sortCorrections } from './corrections.ts'
import { frontMatterBlock } from './front-matter-block.ts'
import { scalarFaults } from './front-matter-scalars.ts'
import { unknownFields } from './unknown-fields.ts'

/** The front matter of a source file. */
export type FrontMatter = Readonly<{
  /** Missing if a field is missing or wrong. */
  meta?: Meta
  /** Offset at which the text below begins. */
  end: number
  /** Find the place of a field's value, or of its name if the value is not a scalar. */
  placeOf: (path: ReadonlyArray<string>) => Place
}>

type Place = Readonly<{ line: number; column: number }>

type Fault = Readonly<{ reason: string; offset: number }>

const top: Place = { line: 1, column: 1 }

/**
 * Read and validate the front matter of a source file.
 *
 * Each missing, wrong or unknown field is reported at its own place. Values are read as strings:
 * YAML converts nothing to numbers, dates or booleans.
 */
export function readFrontMatter(file: VFile): FrontMatter {
  const text = String(file)
  const block = frontMatterBlock(file)
  if (!block) return { end: 0, placeOf: () => top }
  const places = location(text)
  const document = parseDocument(block.yaml, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent'
  })
  const pointAt = (offset: number): Place => places.toPoint(block.start + offset) ?? top
  const placeOf = (path: ReadonlyArray<string>): Place => {
    const offset = offsetOf(document, path)
    return offset === undefined ? top : pointAt(offset)
  }
  const fatal = syntaxFaults(document)
  const unknown = unknownFields(document.contents, '')
  const faults = [...fatal, ...unknown, ...scalarFaults(block.yaml, document)]
  for (const { reason, offset } of faults) {
    report(file, 'front-matter-field', reason, pointAt(offset))
  }
  const meant = unknown.flatMap((field) => field.meant ?? [])
  const meta = fatal.length > 0 ? undefined : metaOf(document, file, placeOf, meant)
  const result = { end: block.end, placeOf }
  return meta && faults.length === 0 ? { ...result, meta } : result
}

function metaOf(
  document: Document,
  file: VFile,
  placeOf: FrontMatter['placeOf'],
  meant: ReadonlyArray<string>
): Meta | undefined {
  const result = v.safeParse(frontMatterSchema, document.toJS() ?? {}, { abortPipeEarly: true })
  if (result.success) {
    const { title } = result.output
    const corrections = sortCorrections(result.output, placeOf, file)
    if (!corrections) return undefined
    const titleLines = title.split('|')
    return { ...result.output, title: titleLines.join(''), titleLines, corrections }
  }
  for (const issue of result.issues) {
    // An unknown field, which has been reported.
    if (issue.type === 'strict_object' && issue.expected === 'never') continue
    const path = (issue.path ?? []).map(({ key }) => String(key))
    const found = issue.input
    const name = path.filter((key) => !/^\d+$/.test(key)).join('.')
    // It is given under a misspelt name, which has been reported.
    if (found === undefined && meant.includes(name)) continue
    const what = found === undefined ? `front matter without \`${name}\`` : show(name, found)
    const reason = `Unexpected ${what}, expected ${frontMatterExpectations[name] ?? 'another value'}`
    report(file, 'front-matter-field', reason, placeOf(path))
  }
  return undefined
}

function show(name: string, found: unknown): string {
  if (typeof found !== 'string') return `list or map as \`${name}\``
  if (forbiddenCharacter.test(found)) return `invisible character in \`${name}\``
  return found === '' ? `empty \`${name}\`` : `\`${name}: ${found.slice(0, 80)}\``
}

function syntaxFaults(document: Document): ReadonlyArray<Fault> {
  const faults = document.errors.map(({ code, message, pos }) => ({
    reason:
      code === 'DUPLICATE_KEY'
        ? 'Unexpected field once more, expected each field once'
        : `Unexpected YAML (${message}), expected lines \`name: value\``,
    offset: pos[0]
  }))
  if (document.contents && !isMap(document.contents)) {
    faults.push({ reason: 'Unexpected text, expected lines `name: value`', offset: 0 })
  }
  visit(document, {
    // Aliases could make a small file huge; tags could change the type of a value.
    Node(_, node) {
      const sign = isAlias(node) ? 'alias' : node.anchor ? 'anchor' : node.tag ? 'tag' : undefined
      if (!sign) return
      faults.push({
        reason: `Unexpected YAML ${sign}, expected the value itself`,
        offset: node.range?.[0] ?? 0
      })
    }
  })
  return faults
}

function offsetOf(document: Document, path: ReadonlyArray<string>): number | undefined {
  let node: unknown = document.contents
  let offset: number | undefined
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
      if (isScalar(pair?.key)) offset = pair.key.range?.[0]
      node = pair?.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      if (isNode(node)) offset = node.range?.[0]
    }
    if (isScalar(node)) offset = node.range?.[0]
  }
  return offset
}
