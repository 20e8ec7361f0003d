import { splitList } from './style.ts'
import type { Tag } from './tag.ts'

/** A part of a selector between two combinators, and what is asked before it. */
type Step = Readonly<{ compound: string; isBelow: boolean }>

/**
 * Tell whether a selector may choose an element (Selectors 4).
 *
 * It may say yes too often, never too seldom: states, positions, siblings and `:not()` are taken to
 * hold, and a child for any descendant.
 */
export function mayMatch(tag: Tag, selector: string): boolean {
  const steps = stepsOf(selector)
  const last = steps.at(-1)
  if (!last || !matchesCompound(tag, last.compound)) return false
  let outer = tag.parent
  for (let at = steps.length - 2; at >= 0; at -= 1) {
    const step = steps[at]
    // A sibling stands where its neighbour does; it is taken to be there.
    if (!step || !steps[at + 1]?.isBelow) continue
    while (outer && !matchesCompound(outer, step.compound)) outer = outer.parent
    if (!outer) return false
    outer = outer.parent
  }
  return true
}

/** Take a selector apart at its combinators. */
function stepsOf(selector: string): ReadonlyArray<Step> {
  const steps: Step[] = []
  let isBelow = true
  const parts = selector.match(
    /\s*[>+~]\s*|\s+|(?:\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|[^\s>+~[(])+/g
  )
  for (const part of parts ?? []) {
    const combinator = part.trim()
    if (/^[>+~]?$/.test(combinator)) isBelow = !/[+~]/.test(combinator)
    else {
      steps.push({ compound: combinator, isBelow })
      isBelow = true
    }
  }
  return steps
}

const simple =
  /::?([\w-]+)(\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?|\[([^\]]*)\]|([.#])((?:[\w-]|[^\0-\x7F]|\\.)+)|(\*|[\w-]+)/g

function matchesCompound(tag: Tag, compound: string): boolean {
  return [...compound.matchAll(simple)].every(([, pseudo, list, attribute, sign, word, name]) => {
    if (pseudo !== undefined) return matchesPseudo(tag, pseudo, list)
    if (attribute !== undefined) return matchesAttribute(tag, attribute)
    if (sign === '#') return tag.attributes.id === word
    if (sign === '.') return (tag.attributes.class ?? '').split(/\s+/).includes(word ?? '')
    return name === '*' || name?.toLowerCase() === tag.name.toLowerCase()
  })
}

function matchesPseudo(tag: Tag, pseudo: string, list: string | undefined): boolean {
  if (pseudo === 'root') return tag.parent === undefined
  if (!/^(?:is|where|matches|-webkit-any)$/.test(pseudo) || list === undefined) return true
  return splitList(list.slice(1, -1)).some((selector) => mayMatch(tag, selector))
}

function matchesAttribute(tag: Tag, attribute: string): boolean {
  const [, name = '', operator, quoted] =
    /^\s*([\w:-]+(?:\|(?!=)[\w-]+)?)\s*(?:([~|^$*]?=)\s*(.*?)\s*[is]?)?\s*$/.exec(attribute) ?? []
  const value = tag.attributes[name.replace('|', ':')]
  if (value === undefined || operator === undefined) return value !== undefined
  const want = (quoted ?? '').replaceAll(/^["']|["']$/g, '')
  switch (operator) {
    case '=':
      return value === want
    case '~=':
      return value.split(/\s+/).includes(want)
    case '|=':
      return value === want || value.startsWith(`${want}-`)
    case '^=':
      return value.startsWith(want)
    case '$=':
      return value.endsWith(want)
    default:
      return value.includes(want)
  }
}
