import type { Element, Root, RootContent } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { localName, styleTextOf } from './svg-element.ts'
import { namespaceFault } from './svg-namespaces.ts'
import { referenceFault } from './svg-references.ts'
import { useFault } from './svg-uses.ts'

const active =
  /^(?:script|foreignobject|handler|listener|animate\w*|set|discard|iframe|object|embed|audio|video)$/

/** CSS that loads something; an escape could write any of it differently. */
const loading =
  /\\|@import|@font-face|url\((?!\s*(?:['"]\s*)?#)|\b(?:image-set|image|src|element)\(/i

/**
 * Find what makes an SVG unsafe or broken: scripts, event handlers, animation, foreign content,
 * references outside the file, undeclared prefixes, content that multiplies.
 *
 * @returns a short description of the first fault, or `undefined`.
 */
export function unsafeSvg(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const encoding = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/i.exec(text)?.[1]
    if (encoding && !/^(?:utf-8|us-ascii)$/i.test(encoding)) return `SVG in ${encoding}`
    const tree = fromXml(text)
    return unsafeNode(tree) ?? namespaceFault(tree) ?? useFault(tree) ?? referenceFault(tree)
  } catch {
    return 'SVG that is no well-formed XML in UTF-8'
  }
}

function unsafeNode(node: Root | RootContent): string | undefined {
  if (node.type === 'doctype') return 'document type declaration in an SVG'
  if (node.type === 'instruction' && node.name !== 'xml')
    return `instruction <?${node.name}?> in an SVG`
  if (node.type === 'element') {
    const fault = unsafeElement(node)
    if (fault) return fault
  }
  if (!('children' in node)) return undefined
  for (const child of node.children) {
    const fault = unsafeNode(child)
    if (fault) return fault
  }
  return undefined
}

function unsafeElement(element: Element): string | undefined {
  const name = localName(element.name)
  if (active.test(name)) return `<${element.name}> in an SVG`
  if (name === 'style' && loading.test(styleTextOf(element))) {
    return 'style sheet that loads something in an SVG'
  }
  for (const [key, value] of Object.entries(element.attributes)) {
    const attribute = localName(key)
    if (/^on/.test(attribute)) return `event handler ${key} in an SVG`
    const isReference = /^(?:href|src|base|data|srcset|action|formaction)$/.test(attribute)
    const isInside = /^\s*(?:#|data:image\/(?:png|jpeg|gif|webp)[;,]|$)/i.test(value ?? '')
    if (isReference && !isInside)
      return `external reference ${key}="${value?.slice(0, 80)}" in an SVG`
    if (loading.test(value ?? ''))
      return `external reference ${key}="${value?.slice(0, 80)}" in an SVG`
  }
  return undefined
}

/** Elements that may be inside `text` and are painted; a `title` is not. */
const inside = new Set(['tspan', 'textpath', 'a', 'switch'])

/** Tell whether a well-formed SVG contains text painted with fonts (SVG 2, 11.2). */
export function svgHasText(bytes: Uint8Array): boolean {
  return holdsText(fromXml(new TextDecoder().decode(bytes)), false)
}

function holdsText(node: Root | RootContent, isText: boolean): boolean {
  if (node.type === 'text' || node.type === 'cdata') return isText && node.value.trim() !== ''
  if (!('children' in node)) return false
  const name = node.type === 'element' ? localName(node.name) : ''
  const isInside = name === 'text' || (isText && inside.has(name))
  return node.children.some((child) => holdsText(child, isInside))
}
