import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

/** The architecture: each stage is `NAME.ts` with the folder `NAME/`, and may import these others. */
const house: Readonly<Record<string, ReadonlyArray<string>>> = {
  book: [],
  clean: ['book'],
  read: ['book'],
  parse: ['book'],
  shape: ['book'],
  typeset: ['book'],
  pdf: [],
  standards: ['pdf'],
  render: ['book', 'pdf'],
  verify: ['book', 'pdf', 'standards'],
  site: ['book'],
  diff: ['book'],
  compare: ['book', 'diff'],
  account: ['book', 'diff'],
  publish: ['book', 'read', 'clean', 'parse', 'shape', 'account', 'typeset', 'render', 'verify'],
  index: ['book', 'publish', 'clean', 'verify', 'site', 'compare', 'report'],
  report: ['book'],
  cli: ['index']
}

/** Modules and globals with side effects, and the only files that may use them. */
const privileges: ReadonlyArray<readonly [what: RegExp, who: RegExp]> = [
  [/^(puppeteer|puppeteer-core|pagedjs|@sparticuz\/chromium)(\/|$)/, /^render\/pdf(\.ts$|\/)/],
  // The browser is unpacked into the user's cache folder; the rasteriser of covers is WebAssembly,
  // which its package does not load itself.
  [
    /^(node:)?fs(\/|$)/,
    /^(read|cli)(\.ts$|\/)|^render\/pdf\/browser\.ts$|^typeset\/front-cover\/rasterise\.ts$/
  ],
  // A build is repeated in an environment no process can give itself.
  [
    /^(node:)?child_process$/,
    /^render\/pdf\/browser\.ts$|^cli\/build-again\.ts$|^cli\/compare\/git\.ts$|^verify\/pdf\/verapdf\.ts$/
  ],
  // The browser's file reads the environment, for KANBEN_CHROME and the cache folder; veraPDF is found
  // on the search path.
  [
    /^((node:)?process|global process)$/,
    /^cli(\.ts$|\/)|^render\/pdf\/browser\.ts$|^verify\/pdf\/verapdf\.ts$/
  ],
  // pdf.js warns as it is loaded, and is handed what it would draw with.
  [/^((node:)?console|global console)$/, /^cli(\.ts$|\/)|^verify\/read\/pdf\/pdfjs\.ts$/],
  // They can be reached by no other name.
  [/^global globalThis$/, /^render\/pdf\/|^verify\/read\/pdf\/pdfjs\.ts$/],
  // Output depends on input alone: no clock and no randomness, except in the progress display and
  // the script that removes them from the page.
  [/^clock or chance/, /^cli(\.ts$|\/)|^render\/pdf\/paginate\.ts$/]
]

const drawers = /(^|\/)(utils?|helpers?|types?|constants?|common|logger|misc|shared)(\.ts$|\/)/

const topLevel =
  /^(package\.json|package-lock\.json|tsconfig\.json|src|source|templates|output|test|README\.md|CHANGELOG\.md|LICENSE|\..+)$/

const src = new URL('../src/', import.meta.url).pathname

test('every file keeps to the house', () => {
  const files = readFiles()
  expect(Object.keys(files).length).toBeGreaterThan(20)
  expect(faults(files)).toEqual([])
})

test('the top level holds nothing beyond the fixed list', () => {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard']
  const names = execFileSync('git', list, { cwd: join(src, '..'), encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '')
    .map((path) => path.replace(/\/.*/, ''))
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter((name) => !topLevel.test(name))).toEqual([])
  expect(['utils', 'docs', 'vite.config.ts'].some((name) => topLevel.test(name))).toBe(false)
})

const planted: ReadonlyArray<readonly [path: string, code: string, fault: string]> = [
  ['parse.ts', "import { shape } from './shape.ts'", 'parse.ts imports shape.ts'],
  ['pdf/x.ts', "import type { Book } from '../book.ts'", 'pdf/x.ts imports book.ts'],
  ['standards/x.ts', "import '../verify/pdf.ts'", 'standards/x.ts imports verify/pdf.ts'],
  ['parse.ts', "import type { X } from './read/meta.ts'", 'parse.ts imports read/meta.ts'],
  ['shape/rehype-x.ts', "export * from '../parse.ts'", 'shape/rehype-x.ts imports parse.ts'],
  ['shape/x.ts', "export {\n  a\n} from '../parse.ts'", 'shape/x.ts imports parse.ts'],
  ['verify/x.ts', "await import('../render.ts')", 'verify/x.ts imports render.ts'],
  ['verify/x.ts', "type A = import('../render.ts').A", 'verify/x.ts imports render.ts'],
  ['verify/x.ts', 'await import(name)', 'verify/x.ts imports by a computed name'],
  ['cli/x.ts', "import { publish } from '../publish.ts'", 'cli/x.ts imports publish.ts'],
  ['book.ts', "import '../test/a.ts'", 'book.ts imports ../test/a.ts'],
  ['extra.ts', '', 'extra.ts is no room of the house'],
  ['lib/x.ts', '', 'lib/x.ts is no room of the house'],
  ['shape/utils.ts', '', 'shape/utils.ts is a drawer for odds and ends'],
  ['render/types/x.ts', '', 'render/types/x.ts is a drawer for odds and ends'],
  ['render/epub.ts', "import 'puppeteer'", 'render/epub.ts uses puppeteer'],
  ['verify.ts', "import * as p from 'pagedjs'", 'verify.ts uses pagedjs'],
  ['typeset.ts', "import fs from 'node:fs/promises'", 'typeset.ts uses node:fs/promises'],
  ['clean.ts', "import 'fs'", 'clean.ts uses fs'],
  ['cli/build.ts', "import 'node:child_process'", 'cli/build.ts uses node:child_process'],
  ['shape.ts', 'if (x) console.warn(1)', 'shape.ts uses global console'],
  ['read.ts', 'export const home = process.env.HOME', 'read.ts uses global process'],
  ['read.ts', "import { env } from 'node:process'", 'read.ts uses node:process'],
  ['read.ts', 'globalThis.x = 1', 'read.ts uses global globalThis'],
  ['typeset.ts', 'const now = new Date()', 'typeset.ts uses clock or chance: new Date()'],
  ['typeset.ts', 'const now = Date.now()', 'typeset.ts uses clock or chance: Date.now'],
  ['typeset.ts', 'const id = Math.random()', 'typeset.ts uses clock or chance: Math.random'],
  ['typeset.ts', 'const =', 'typeset.ts does not parse']
]

test.each(planted)('a fault planted in %s is found: %s', (path, code, fault) => {
  expect(faults({ [path]: code })).toEqual([fault])
})

test('a cycle is found', () => {
  const cycle = {
    'shape.ts': "import { a } from './shape/a.ts'",
    'shape/a.ts': "import type { B } from './b.ts'",
    'shape/b.ts': "import { shape } from '../shape.ts'"
  }
  expect(faults(cycle)).toEqual(['cycle: shape.ts, shape/a.ts, shape/b.ts, shape.ts'])
})

test('what only looks like a fault is none', () => {
  const innocent = `
    // import { shape } from './shape.ts'
    const text = "import x from './shape.ts'; console.log(process)"
    const date = new Date(1980, 0, 1)
    export const result = a.process({ console: 1 }).use(text, date)`
  expect(faults({ 'parse.ts': innocent })).toEqual([])
})

function readFiles(): Readonly<Record<string, string>> {
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' })
  const sources = paths.filter((path) => path.endsWith('.ts'))
  return Object.fromEntries(sources.map((path) => [path, readFileSync(join(src, path), 'utf8')]))
}

function faults(files: Readonly<Record<string, string>>): ReadonlyArray<string> {
  const found: Array<string> = []
  const graph = new Map<string, ReadonlyArray<string>>()
  for (const [path, code] of Object.entries(files)) {
    const room = roomOf(path)
    if (!Object.hasOwn(house, room)) found.push(`${path} is no room of the house`)
    if (drawers.test(path)) found.push(`${path} is a drawer for odds and ends`)
    const { program, errors } = parseSync(path, code)
    if (errors.length > 0) {
      found.push(`${path} does not parse`)
      continue
    }
    const uses = [...new Set(readUses(program))]
    const ours = uses.filter((use) => use.startsWith('.')).map((use) => resolve(path, use))
    graph.set(path, ours)
    for (const other of ours) {
      const may = roomOf(other) === room || house[room]?.includes(roomOf(other))
      if (!may) found.push(`${path} imports ${other}`)
    }
    if (uses.includes('computed')) found.push(`${path} imports by a computed name`)
    for (const use of uses.filter((use) => isForbidden(path, use)))
      found.push(`${path} uses ${use}`)
  }
  return [...found, ...cycles(graph)]
}

function isForbidden(path: string, use: string): boolean {
  return privileges.some(([what, who]) => what.test(use) && !who.test(path))
}

/** `shape/rehype-x.ts` and `shape.ts` both belong to `shape`. */
function roomOf(path: string): string {
  return path.replace(/\/.*|\.ts$/, '')
}

function resolve(path: string, relative: string): string {
  return posix.normalize(posix.join(posix.dirname(path), relative))
}

/** List what a module imports and which globals with effects it names. */
function readUses(node: unknown): ReadonlyArray<string> {
  if (Array.isArray(node)) return node.flatMap(readUses)
  if (!isNode(node)) return []
  const children = Object.entries(node).filter(([key]) => !isMereName(node, key))
  return [...readUse(node), ...children.flatMap(([, child]) => readUses(child))]
}

function readUse(node: Readonly<Record<string, unknown>>): ReadonlyArray<string> {
  const { type, source } = node
  if (
    /^(Import(Declaration|Expression)|Export(Named|All)Declaration|TSImportType)$/.test(`${type}`)
  ) {
    if (!isNode(source)) return []
    return [typeof source.value === 'string' ? source.value : 'computed']
  }
  if (type === 'Identifier' && /^(process|console|globalThis)$/.test(`${node.name}`)) {
    return [`global ${node.name}`]
  }
  if (type === 'NewExpression' && nameOf(node.callee) === 'Date' && `${node.arguments}` === '') {
    return ['clock or chance: new Date()']
  }
  const member = `${nameOf(node.object)}.${nameOf(node.property)}`
  return /^(Math\.random|Date\.now|performance\.now)$/.test(member)
    ? [`clock or chance: ${member}`]
    : []
}

/** `a.process` and `{ process: 1 }` are names of members, not the global. */
function isMereName(node: Readonly<Record<string, unknown>>, key: string): boolean {
  if (node.computed === true) return false
  return (node.type === 'MemberExpression' && key === 'property') || key === 'key'
}

function nameOf(node: unknown): string {
  return isNode(node) && node.type === 'Identifier' ? `${node.name}` : ''
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'type' in value
}

function cycles(graph: ReadonlyMap<string, ReadonlyArray<string>>): ReadonlyArray<string> {
  const done = new Set<string>()
  const found: Array<string> = []
  const visit = (path: string, trail: ReadonlyArray<string>): void => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push(`cycle: ${[...trail.slice(start), path].join(', ')}`)
    if (start >= 0 || done.has(path)) return
    for (const other of graph.get(path) ?? []) visit(other, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return found
}
