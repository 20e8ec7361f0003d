import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Nodes, Root } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'

/** The documentation of the project, by path from its root, and the paths of all its files. */
export type Project = Readonly<{
  documents: Readonly<Record<string, string>>
  files: ReadonlySet<string>
}>

/** Root of the project. */
export const root: string = fileURLToPath(new URL('..', import.meta.url))

const parser = unified().use(remarkParse).use(remarkGfm).freeze()

const trees = new Map<string, Root>()

/** Parse a document, the same once. */
function parse(markdown: string): Root {
  const tree = trees.get(markdown) ?? parser.parse(markdown)
  trees.set(markdown, tree)
  return tree
}

/** Read every README, the guide for contributors and the changelog, as they stand in the working tree. */
export function readProject(): Project {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0')
  const files = new Set(paths.filter((path) => path !== ''))
  const names = [...files].filter((path) => /(^|\/)(README|CONTRIBUTING|CHANGELOG)\.md$/.test(path))
  const own = names.filter((path) => !path.startsWith('test/fixtures/'))
  const documents = own.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)
  return { documents: Object.fromEntries(documents), files }
}

/** Tell which links, anchors and paths of the documents lead nowhere: `document: what`. */
export function deadEnds({ documents, files }: Project): ReadonlyArray<string> {
  const anchors = new Map(
    Object.entries(documents).map(([path, markdown]) => [path, anchorsOf(headingsOf(markdown))])
  )
  const places = placesOf(files)
  return Object.entries(documents).flatMap(([path, markdown]) => {
    const tree = parse(markdown)
    const faults = [
      ...urlsOf(tree).flatMap((url) => faultOfUrl(url, path, places, anchors)),
      ...codeOf(tree).flatMap((code) => faultOfPath(code, path, places))
    ]
    return faults.map((fault) => `${path}: ${fault}`)
  })
}

/** Give the part of a document below a heading, to the next of its level or above. */
export function sectionOf(markdown: string, heading: string): Root {
  const { children } = parse(markdown)
  const start = children.findIndex((node) => node.type === 'heading' && textOf(node) === heading)
  const first = children[start]
  if (first?.type !== 'heading') throw new Error(`Unexpected lack of the heading “${heading}”`)
  const rest = children.slice(start + 1)
  const end = rest.findIndex((node) => node.type === 'heading' && node.depth <= first.depth)
  return { type: 'root', children: end < 0 ? rest : rest.slice(0, end) }
}

/** List what stands in a document as code within a line. */
function codeOf(tree: Nodes): ReadonlyArray<string> {
  const found: string[] = []
  visit(tree, 'inlineCode', ({ value }) => {
    found.push(value)
  })
  return found
}

/** List the blocks of code of a language in a document; the language of some is none. */
export function blocksOf(tree: Nodes, language: string | null): ReadonlyArray<string> {
  const found: string[] = []
  visit(tree, 'code', ({ lang = null, value }) => {
    if (lang === language) found.push(value)
  })
  return found
}

/** List what stands as code in the first cells of the tables of a document. */
export function firstCellsOf(tree: Nodes): ReadonlyArray<string> {
  const found: string[] = []
  visit(tree, 'tableRow', ({ children: [cell] }) => {
    if (cell) found.push(...codeOf(cell))
  })
  return found
}

/** List the headings of a document. */
export function headingsOf(markdown: string): ReadonlyArray<string> {
  const found: string[] = []
  visit(parse(markdown), 'heading', (node) => {
    found.push(textOf(node))
  })
  return found
}

function urlsOf(tree: Nodes): ReadonlyArray<string> {
  const found: string[] = []
  visit(tree, (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      found.push(node.url)
    }
  })
  return found
}

function faultOfUrl(
  url: string,
  from: string,
  places: Places,
  anchors: ReadonlyMap<string, ReadonlyArray<string>>
): ReadonlyArray<string> {
  if (/^[a-z]+:/i.test(url)) return []
  const [way = '', anchor] = url.split('#').map(decodeURIComponent)
  const path = way === '' ? from : posix.join(posix.dirname(from), way)
  if (!places.paths.has(path.replace(/\/$/, ''))) return [`no file ${url}`]
  return anchor === undefined || anchors.get(path)?.includes(anchor) ? [] : [`no heading ${url}`]
}

/** The anchors GitHub gives to headings. */
function anchorsOf(headings: ReadonlyArray<string>): ReadonlyArray<string> {
  const counts = new Map<string, number>()
  return headings.map((heading) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-')
    const count = counts.get(anchor) ?? 0
    counts.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

/** A program or a style sheet is named by the end of its path; a folder by a path from somewhere known. */
function faultOfPath(code: string, from: string, { paths, ends }: Places): ReadonlyArray<string> {
  // Of NAME.ts and mine/ it is said what they stand for.
  const isName = /^[\w-]+(?:[/.][\w-]+)*\.(?:ts|js|css)$/.test(code)
  if (isName && !/^(?:NAME\.|mine\/)/.test(code)) {
    return ends.has(code) ? [] : [`no file \`${code}\``]
  }
  if (!/^[\w.-]+(?:\/[\w.-]+)*\/$/.test(code)) return []
  const [first = ''] = code.split('/')
  const bases = ['.', posix.dirname(from), 'src']
  const known = bases.filter((base) => paths.has(posix.join(base, first)))
  const isFolder = known.some((base) => paths.has(posix.join(base, code.slice(0, -1))))
  return known.length === 0 || isFolder ? [] : [`no folder \`${code}\``]
}

/** Every file and folder by its path, and what the paths of files end in: `b/c.ts` and `c.ts` of `a/b/c.ts`. */
type Places = Readonly<{ paths: ReadonlySet<string>; ends: ReadonlySet<string> }>

function placesOf(files: Iterable<string>): Places {
  const [paths, ends] = [new Set<string>(), new Set<string>()]
  for (const file of files) {
    const names = file.split('/')
    for (const at of names.keys()) {
      paths.add(names.slice(0, at + 1).join('/'))
      ends.add(names.slice(at).join('/'))
    }
  }
  return { paths, ends }
}
