import type { Element, Nodes } from 'hast'
import { find, html } from 'property-information'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

/** The faces of the web edition: 宋 of two weights, 黑, 楷. */
export type FaceName = 'song' | 'bold' | 'hei' | 'kai'

/** The elements a style sheet may set in each face: element names, `.class`es and `[attribute]`s. */
type FaceSelectors = ReadonlyMap<FaceName, ReadonlySet<string>>

/** Elements that are not shown, or not in the site's fonts. */
const unread: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template'])

/** Printable ASCII: list counters are not in the pages, and these characters cost little. */
const furniture = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))

/**
 * Collect the characters of pages by the face a style sheet may set them in.
 *
 * 宋, the face of running text, gets all. Other faces get the characters in elements that a rule
 * with the face has last in a selector, whatever the rest of the selector: a superfluous character
 * is better than one shown in another typeface.
 */
export function charactersByFace(
  pages: ReadonlyArray<Uint8Array>,
  css: string
): ReadonlyMap<FaceName, ReadonlySet<string>> {
  const byFace = faceSelectors(css)
  const letters = new Map<FaceName, Set<string>>()
  for (const page of pages) {
    walk(unified().use(rehypeParse).parse(new TextDecoder().decode(page)), ['song'])
  }
  const generated = [...css.matchAll(/(?:content|text-emphasis):\s*"([^"\\]*)"/g)].flatMap(
    ([, text = '']) => [...text]
  )
  for (const set of letters.values()) for (const sign of [...furniture, ...generated]) set.add(sign)
  return letters

  function walk(node: Nodes, inherited: ReadonlyArray<FaceName>): void {
    if (node.type === 'text') for (const face of inherited) add(face, node.value)
    if (node.type === 'root') for (const child of node.children) walk(child, inherited)
    if (node.type !== 'element' || unread.has(node.tagName)) return
    const names = namesOf(node)
    const own = [...byFace].filter(([, set]) => names.some((name) => set.has(name)))
    const all = [...new Set([...inherited, ...own.map(([face]) => face)])]
    for (const child of node.children) walk(child, all)
  }

  function add(face: FaceName, text: string): void {
    const set = letters.get(face) ?? new Set()
    letters.set(face, set)
    for (const character of text.replaceAll(/[\n\r\t]/g, '')) set.add(character)
  }
}

/** Find the elements a style sheet may set in each face other than regular 宋. */
function faceSelectors(css: string): FaceSelectors {
  const byFace = new Map<FaceName, Set<string>>()
  for (const [, selectors = '', rules = ''] of withoutComments(css).matchAll(
    /([^{}]+)\{([^{}]*)\}/g
  )) {
    for (const face of facesIn(rules)) {
      const set = byFace.get(face) ?? new Set()
      byFace.set(face, set)
      for (const name of lastNames(selectors)) set.add(name)
    }
  }
  return byFace
}

function withoutComments(css: string): string {
  return css.replaceAll(/\/\*.*?\*\//gs, '')
}

function facesIn(rules: string): ReadonlyArray<FaceName> {
  const named = (['hei', 'kai'] as const).filter((name) => rules.includes(`var(--${name})`))
  const isBold = /font(?:-weight)?:[^;]*\b(?:bold|[6-9]00)\b/.test(rules)
  return isBold && named.length === 0 ? ['bold'] : named
}

/** List the simple selectors of the last compound of each selector in a list, also in `:is()`. */
function lastNames(selectors: string): ReadonlyArray<string> {
  const flat = selectors.replaceAll(/:(?:not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
  return flat.split(',').flatMap((selector) => {
    const last =
      selector
        .trim()
        .split(/[\s>+~]+/)
        .at(-1) ?? ''
    const bare = last.replaceAll(/:(?:is|where)\(|::?[a-z-]+(?:\([^()]*\))?|\)/g, ' ')
    return bare.match(/[.#]?[a-z][\w-]*|\[[\w-]+/gi) ?? []
  })
}

function namesOf({ tagName, properties }: Element): ReadonlyArray<string> {
  const { className, id } = properties
  const classes = Array.isArray(className) ? className.map((name) => `.${name}`) : []
  const attributes = Object.keys(properties).map((name) => `[${find(html, name).attribute}`)
  return [tagName, ...classes, ...(id === undefined ? [] : [`#${id}`]), ...attributes]
}
