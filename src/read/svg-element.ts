import type { Element } from 'xast'

/** Join the text of a `style` element as a browser does, without XML comments. */
export function styleTextOf({ children }: Element): string {
  return children
    .map((node) => (node.type === 'text' || node.type === 'cdata' ? node.value : ''))
    .join('')
}

/** Return a name without its prefix, in lower case. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase()
}

/** Return the identifier an element's `href`, with or without prefix, refers to. */
export function hrefOf({ attributes }: Element): string | undefined {
  const key = Object.keys(attributes).find((name) => localName(name) === 'href')
  const value = (key && attributes[key])?.trim() ?? ''
  return value.startsWith('#') ? decode(value.slice(1)) : undefined
}

/** List the identifiers CSS refers to by `url(#…)`. */
export function identifiersIn(css: string): ReadonlyArray<string> {
  const found = css.matchAll(/url\(\s*(?:"\s*#([^"]*)|'\s*#([^']*)|#([^)\s]*))/gi)
  return [...found].map(([, double, single, bare]) => decode(double ?? single ?? bare ?? ''))
}

/** A fragment may be percent-encoded. */
function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment.trim())
  } catch {
    return fragment.trim()
  }
}
