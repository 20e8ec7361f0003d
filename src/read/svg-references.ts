import type { Element, Root, RootContent } from 'xast'
import { hrefOf, identifiersIn, localName, sheetOf } from './svg-element.ts'

/** What leads on to others: to a knot, or to all that have an identifier. */
type Knot = Readonly<{
  /** 1 for what paints a content of its own wherever something refers to it. */
  weight: 0 | 1
  to: Array<Knot | string>
}>

/** The elements with an identifier, and what the rules of the style sheets lead to. */
type Web = Readonly<{
  targets: Map<string, Knot>
  byClass: ReadonlyMap<string, Knot>
  forAll: Knot
}>

const deepest = 2
const mostLevels = 200

const painting: ReadonlySet<string> = new Set(['pattern', 'mask', 'marker', 'clippath', 'filter'])

/** What refers to something for its element alone, and is not inherited: SVG 2, 14.3 and 16.3. */
const own: ReadonlySet<string> = new Set(['clip-path', 'mask', 'filter'])

/**
 * Find patterns, masks, markers, clip paths and filters that refer to each other more than two
 * deep, or in a circle: each level multiplies what is painted.
 *
 * What an element inherits counts as its own.
 *
 * @returns the fault in a few words, or `undefined`.
 */
export function referenceFault({ children }: Root): string | undefined {
  const web = webOf(children.flatMap(sheetsOf).join('\n'))
  const roots = children.map((child) => tie(child, web, web.forAll, 0))
  if (!roots.every((root) => root)) return `more than ${mostLevels} levels in an SVG`
  const depths = new Map<Knot, number>()
  return [...web.targets.values()].some((knot) => depthOf(knot, web, depths, 0) > deepest)
    ? 'references inside each other in an SVG'
    : undefined
}

/** Tie an element to all it holds, inherits and refers to; `undefined` if that is too deep. */
function tie(node: RootContent, web: Web, inherited: Knot, level: number): Knot | undefined {
  if (node.type !== 'element') return { weight: 0, to: [] }
  if (level > mostLevels) return undefined
  const name = localName(node.name)
  const heritage: Knot = { weight: 0, to: [inherited, ...inheritedFrom(node, web)] }
  const knot: Knot = { weight: painting.has(name) ? 1 : 0, to: [heritage, ...ownOf(node, name)] }
  for (const child of node.children) {
    const inner = tie(child, web, heritage, level + 1)
    if (!inner) return undefined
    knot.to.push(inner)
  }
  const { id } = node.attributes
  // Gradients take colours from each other, and paint nothing. Of two elements of one name both count.
  if (id && !name.endsWith('gradient')) {
    const same: Knot = web.targets.get(id) ?? { weight: 0, to: [] }
    same.to.push(knot)
    web.targets.set(id, same)
  }
  return knot
}

function inheritedFrom({ attributes }: Element, { byClass }: Web): ReadonlyArray<Knot | string> {
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
  return localName(node.name) === 'style' ? [sheetOf(node)] : node.children.flatMap(sheetsOf)
}

/** Part the style sheets into their rules; what is more than the plainest of CSS is for all elements. */
function webOf(sheet: string): Web {
  const forAll: Knot = { weight: 0, to: [] }
  const byClass = new Map<string, Knot>()
  const bare = sheet
    .replace(/url\(\s*(["'])\s*#([\w-]+)\s*\1\s*\)/g, 'url(#$2)')
    .replace(/\/\*[\s\S]*?(?:\*\/|$)|"[^"{}\n]*"|'[^'{}\n]*'/g, ' ')
  const isPlain = !/["'@]/.test(bare)
  for (const rule of isPlain ? bare.split('}') : []) {
    const ids = identifiersIn(rule)
    if (ids.length === 0) continue
    const knot: Knot = { weight: 0, to: [...ids] }
    for (const selector of rule.slice(0, Math.max(0, rule.indexOf('{'))).split(',')) {
      const name = /^\s*\.([\w-]+)\s*$/.exec(selector)?.[1]
      if (name === undefined) forAll.to.push(knot)
      else {
        const same: Knot = byClass.get(name) ?? { weight: 0, to: [] }
        same.to.push(knot)
        byClass.set(name, same)
      }
    }
  }
  if (!isPlain) forAll.to.push({ weight: 0, to: [...identifiersIn(sheet)] })
  return { targets: new Map(), byClass, forAll }
}

/** Count the levels from a knot on, each knot once; a circle has no end. */
function depthOf(knot: Knot, web: Web, depths: Map<Knot, number>, above: number): number {
  const known = depths.get(knot)
  if (known !== undefined) return known
  if (above > deepest) return Number.POSITIVE_INFINITY
  depths.set(knot, Number.POSITIVE_INFINITY)
  let below = 0
  for (const end of knot.to) {
    const next = typeof end === 'string' ? web.targets.get(end) : end
    if (next) below = Math.max(below, depthOf(next, web, depths, above + knot.weight))
  }
  depths.set(knot, knot.weight + below)
  return knot.weight + below
}
