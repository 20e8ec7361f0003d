import { type Atrule, type CssNode, ident, keyword, parse, type Selector, walk } from 'css-tree'

/** A declaration of a style sheet, and the selectors of its rule; a `style` attribute has none. */
export type Declared = Readonly<{
  selectors: ReadonlyArray<Selector>
  property: string
  value: CssNode
}>

/** What a style declares, and what in it cannot be read, or is not in it. */
export type Style = Readonly<{
  declarations: ReadonlyArray<Declared>
  unread: ReadonlyArray<string>
}>

/**
 * Take the declarations for elements out of a style sheet, or a `style` attribute, those within
 * `@media`, `@supports` and other rules too. What stands in at-rules of other things is for no element.
 */
export function readStyle(css: string, context: 'stylesheet' | 'declarationList'): Style {
  const declarations: Declared[] = []
  const unread: string[] = []
  const tree = parse(css, {
    context,
    parseCustomProperty: true,
    onParseError: ({ message, line, column }) => unread.push(`“${message}” at ${line}:${column}`)
  })
  walk(tree, function (node) {
    // What a condition asks for is not declared.
    if (node.type === 'AtrulePrelude') return walk.skip
    if (node.type === 'Atrule') {
      if (nameOf(node) === 'import') unread.push('@import')
      return others.has(nameOf(node)) ? walk.skip : undefined
    }
    if (node.type !== 'Declaration') return undefined
    const selectors = this.rule ? selectorsOf(this.rule.prelude) : []
    declarations.push({ selectors, property: plain(node.property), value: node.value })
    return walk.skip
  })
  return { declarations, unread }
}

/** List the selectors of a list. */
export function selectorsOf(list: CssNode): ReadonlyArray<Selector> {
  if (list.type !== 'SelectorList') return []
  return list.children.toArray().flatMap((node) => (node.type === 'Selector' ? [node] : []))
}

/** Write a word of CSS without escapes, in lower case. */
export function plain(word: string): string {
  return ident.decode(word).toLowerCase()
}

/** At-rules whose declarations are for no element. */
const others = new Set(['font-face', 'page', 'keyframes', 'counter-style'])

function nameOf({ name }: Atrule): string {
  return keyword(plain(name)).basename
}
