import type { Element, Root, RootContent } from 'xast'

type Scope = ReadonlyMap<string, string>

const svg = 'http://www.w3.org/2000/svg'

const predeclared: Scope = new Map([
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
  ['xmlns', 'http://www.w3.org/2000/xmlns/']
])

/**
 * Find namespace errors for which browsers show nothing or an error message: a root that is not
 * SVG, an undeclared prefix, an attribute given under two prefixes (Namespaces in XML 1.0, 5 and
 * 6).
 *
 * @returns a short description of the first fault, or `undefined`.
 */
export function namespaceFault({ children }: Root): string | undefined {
  const root = children.find((node) => node.type === 'element')
  if (!root) return 'SVG without an element'
  const scope = scopeOf(root, predeclared)
  const { prefix, local } = partsOf(root.name)
  if (local !== 'svg' || scope.get(prefix) !== svg) return 'SVG without the namespace of SVG'
  return undeclared(root, predeclared)
}

function undeclared(node: RootContent, outer: Scope): string | undefined {
  if (node.type !== 'element') return undefined
  const scope = scopeOf(node, outer)
  const names = Object.keys(node.attributes)
  const prefixed = names.filter((name) => name.includes(':'))
  const fault = [node.name, ...prefixed].find((name) => !isDeclared(name, scope))
  if (fault !== undefined) return `undeclared prefix of ${fault} in an SVG`
  const full = prefixed.map((name) => `${scope.get(partsOf(name).prefix)} ${partsOf(name).local}`)
  if (new Set(full).size < full.length) return `attribute twice on <${node.name}> in an SVG`
  for (const child of node.children) {
    const inner = undeclared(child, scope)
    if (inner) return inner
  }
  return undefined
}

function isDeclared(name: string, scope: Scope): boolean {
  const { prefix, local } = partsOf(name)
  if (!name.includes(':')) return true
  return prefix !== '' && local !== '' && !local.includes(':') && (scope.get(prefix) ?? '') !== ''
}

function scopeOf({ attributes }: Element, outer: Scope): Scope {
  const declared = Object.entries(attributes).flatMap(([name, uri]) => {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) return []
    return [[name.slice('xmlns:'.length), uri ?? ''] as const]
  })
  return declared.length === 0 ? outer : new Map([...outer, ...declared])
}

function partsOf(name: string): Readonly<{ prefix: string; local: string }> {
  const at = name.indexOf(':')
  return { prefix: name.slice(0, Math.max(0, at)), local: name.slice(at + 1) }
}
