import type { Element, Root, RootContent } from 'xast'
import { hrefOf, identifiersIn, localName, styleTextOf } from './svg-element.ts'

/** What refers to other nodes, or to all elements with an identifier. */
type ReferenceNode = Readonly<{
  /** 1 for an element whose content is painted again for every reference to it. */
  weight: 0 | 1
  to: Array<ReferenceNode | string>
}>

/** The elements with an identifier, and what the rules of the style sheets lead to. */
type ReferenceGraph = Readonly<{
  targets: Map<string, ReferenceNode>
  byClass: ReadonlyMap<string, ReferenceNode>
  forAll: ReferenceNode
}>

const deepest = 2
const mostLevels = 200

const painting: ReadonlySet<string> = new Set(['pattern', 'mask', 'marker', 'clippath', 'filter'])

/** Properties that refer to something and are not inherited: SVG 2, 14.3 and 16.3. */
const own: ReadonlySet<string> = new Set(['clip-path', 'mask', 'filter'])

/**
 * Find patterns, masks, markers, clip paths and filters that refer to each other more than two
 * levels deep or in a cycle: each level multiplies what is painted.
 *
 * Inherited properties count as the element's own.
 *
 * @returns a short description of the fault, or `undefined`.
 */
export function referenceFault({ children }: Root): string | undefined {
  const graph = graphOf(children.flatMap(sheetsOf).join('\n'))
  const roots = children.map((child) => addElement(child, graph, graph.forAll, 0))
  if (!roots.every((root) => root)) return `more than ${mostLevels} levels in an SVG`
  const depths = new Map<ReferenceNode, number>()
  return [...graph.targets.values()].some(
    (reference) => depthOf(reference, graph, depths, 0) > deepest
  )
    ? 'references inside each other in an SVG'
    : undefined
}

/** Add an element with all it holds, inherits and refers to; `undefined` if it is nested too deep. */
function addElement(
  node: RootContent,
  graph: ReferenceGraph,
  inherited: ReferenceNode,
  level: number
): ReferenceNode | undefined {
  if (node.type !== 'element') return { weight: 0, to: [] }
  if (level > mostLevels) return undefined
  const name = localName(node.name)
  const heritage: ReferenceNode = { weight: 0, to: [inherited, ...inheritedFrom(node, graph)] }
  const reference: ReferenceNode = {
    weight: painting.has(name) ? 1 : 0,
    to: [heritage, ...ownOf(node, name)]
  }
  for (const child of node.children) {
    const inner = addElement(child, graph, heritage, level + 1)
    if (!inner) return undefined
    reference.to.push(inner)
  }
  const { id } = node.attributes
  // Gradients only take colours from each other. Of two elements with one identifier both count.
  if (id && !name.endsWith('gradient')) {
    const same: ReferenceNode = graph.targets.get(id) ?? { weight: 0, to: [] }
    same.to.push(reference)
    graph.targets.set(id, same)
  }
  return reference
}

function inheritedFrom(
  { attributes }: Element,
  { byClass }: ReferenceGraph
): ReadonlyArray<ReferenceNode | string> {
  const classes = (attributes.class ?? '').split(/\s+/).flatMap((name) => byClass.get(name) ?? [])
  const values = Object.entries(attributes).filter(([name]) => !own.has(name))
  return [...classes, ...values.flatMap(([, value]) => identifiersIn(value ?? ''))]
}

function ownOf(node: Element, name: string): ReadonlyArray<string> {
  // A link paints nothing.
  const href = name === 'a' ? undefined : hrefOf(node)
  const values = Object.entries(node.attributes).filter(([key]) => own.has(key))
  const ids = values.flatMap(([, value]) => identifiersIn(value ?? ''))
  return href === undefined ? ids : [href, ...ids]
}

function sheetsOf(node: RootContent): ReadonlyArray<string> {
  if (node.type !== 'element') return []
  return localName(node.name) === 'style' ? [styleTextOf(node)] : node.children.flatMap(sheetsOf)
}

/** Split the style sheets into rules; anything but the plainest CSS is taken to apply to all elements. */
function graphOf(sheet: string): ReferenceGraph {
  const forAll: ReferenceNode = { weight: 0, to: [] }
  const byClass = new Map<string, ReferenceNode>()
  const bare = sheet
    .replace(/url\(\s*(["'])\s*#([\w-]+)\s*\1\s*\)/g, 'url(#$2)')
    .replace(/\/\*[\s\S]*?(?:\*\/|$)|"[^"{}\n]*"|'[^'{}\n]*'/g, ' ')
  const isPlain = !/["'@]/.test(bare)
  for (const rule of isPlain ? bare.split('}') : []) {
    const ids = identifiersIn(rule)
    if (ids.length === 0) continue
    const reference: ReferenceNode = { weight: 0, to: [...ids] }
    for (const selector of rule.slice(0, Math.max(0, rule.indexOf('{'))).split(',')) {
      const name = /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1]
      if (name === undefined) forAll.to.push(reference)
      else {
        const same: ReferenceNode = byClass.get(name) ?? { weight: 0, to: [] }
        same.to.push(reference)
        byClass.set(name, same)
      }
    }
  }
  if (!isPlain) forAll.to.push({ weight: 0, to: [...identifiersIn(sheet)] })
  return { targets: new Map(), byClass, forAll }
}

/** Count the levels from a node on, each node once; a cycle is infinite. */
function depthOf(
  reference: ReferenceNode,
  graph: ReferenceGraph,
  depths: Map<ReferenceNode, number>,
  above: number
): number {
  const known = depths.get(reference)
  if (known !== undefined) return known
  if (above > deepest) return Number.POSITIVE_INFINITY
  depths.set(reference, Number.POSITIVE_INFINITY)
  let below = 0
  for (const end of reference.to) {
    const next = typeof end === 'string' ? graph.targets.get(end) : end
    if (next) below = Math.max(below, depthOf(next, graph, depths, above + reference.weight))
  }
  depths.set(reference, reference.weight + below)
  return reference.weight + below
}
