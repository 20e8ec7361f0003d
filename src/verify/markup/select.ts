import {
  type AttributeSelector,
  type CssNode,
  keyword,
  type PseudoClassSelector,
  type Selector
} from 'css-tree'
import type { MarkupElement } from '../read/markup.ts'
import { plain, selectorsOf } from './style.ts'

/**
 * Tell whether a selector may choose an element (Selectors 4; CSS Nesting 1).
 *
 * It may say yes too often, never too seldom: states, positions, siblings, `:not()` and what a rule is
 * nested in are taken to hold, a child for any descendant, and capitals for small letters.
 */
export function mayMatch(tag: MarkupElement, selector: Selector): boolean {
  return mayEnd(tag, selector.children.toArray())
}

/** Tell whether the parts of a selector may lead to an element. */
function mayEnd(tag: MarkupElement, parts: ReadonlyArray<CssNode>): boolean {
  const at = parts.findLastIndex(isCombinator)
  if (!parts.slice(at + 1).every((part) => mayHold(tag, part))) return false
  const before = parts.slice(0, Math.max(at, 0))
  if (before.length === 0) return true
  const combinator = parts[at]
  // A sibling stands where its neighbour does; it is taken to be there.
  if (combinator?.type === 'Combinator' && /[+~]/.test(combinator.name))
    return mayEnd(tag, before.slice(0, before.findLastIndex(isCombinator) + 1))
  let outer = tag.parent
  while (outer && !mayEnd(outer, before)) outer = outer.parent
  return outer !== undefined
}

function isCombinator({ type }: CssNode): boolean {
  return type === 'Combinator'
}

function mayHold(tag: MarkupElement, part: CssNode): boolean {
  switch (part.type) {
    case 'TypeSelector': {
      const name = localOf(part.name, '|')
      return name === '*' || name === localOf(tag.name, ':')
    }
    case 'ClassSelector':
      return tag.attributes.class?.toLowerCase().split(/\s+/).includes(plain(part.name)) === true
    case 'IdSelector':
      return tag.attributes.id?.toLowerCase() === plain(part.name)
    case 'AttributeSelector':
      return Object.entries(tag.attributes).some((attribute) => mayBe(part, attribute))
    case 'PseudoClassSelector':
      return mayBeIn(tag, part)
    default:
      return true
  }
}

/** Give a name without the prefix of its namespace. */
function localOf(name: string, separator: string): string {
  return plain(name.slice(name.lastIndexOf(separator) + 1))
}

function mayBeIn(tag: MarkupElement, { name, children }: PseudoClassSelector): boolean {
  if (plain(name) === 'root') return tag.parent === undefined
  if (!/^(?:is|where|matches|any)$/.test(keyword(plain(name)).basename)) return true
  // A list that was not read may hold anything.
  return (children?.toArray() ?? []).some(
    (list) =>
      list.type !== 'SelectorList' || selectorsOf(list).some((selector) => mayMatch(tag, selector))
  )
}

/** Tell whether an attribute may be asked for: `=` wants all of its value, the others some of it. */
function mayBe(
  { name: { name }, matcher, value: wanted }: AttributeSelector,
  [key, text]: readonly [string, string]
): boolean {
  const isNamed = name.includes('|')
    ? localOf(name, '|') === localOf(key, ':')
    : plain(name) === key.toLowerCase()
  if (!isNamed || !wanted) return isNamed
  const value = text.toLowerCase()
  const want = wanted.type === 'String' ? wanted.value.toLowerCase() : plain(wanted.name)
  return matcher === '=' ? value === want : value.includes(want)
}
