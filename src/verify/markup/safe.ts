import { parse, walk } from 'css-tree'
import { type MarkupElement, type MarkupFile, nameOf } from '../read/markup.ts'
import { type Fault, unless } from './fault.ts'
import { plain } from './style.ts'

/** The elements an edition may have in its body: none that runs, loads, asks or plays. */
const elements = new Set(
  (
    'html head title link meta style script body main article section nav header footer aside div ' +
    'h1 h2 h3 h4 h5 h6 hgroup p ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td ' +
    'figure figcaption blockquote pre hr br wbr img details summary input ' +
    'a abbr b bdi bdo cite code data del dfn em i ins kbd mark q ruby rb rt rp rtc s samp small ' +
    'span strong sub sup time u var'
  ).split(' ')
)

/** The attributes elements may have; those of `data-` and `aria-` beside them. */
const attributes = new Set(
  (
    'id class lang xml:lang xmlns xmlns:epub epub:type role title dir hidden tabindex href rel type ' +
    'media src alt width height start value reversed colspan rowspan scope headers datetime cite ' +
    'disabled checked name content charset http-equiv property sizes color style open translate ' +
    'hreflang prefix loading decoding download'
  ).split(' ')
)

/** Find what could run a program, send something out, or fetch something from elsewhere. */
export function findUnsafe({ tags, comments, path }: MarkupFile): ReadonlyArray<Fault> {
  const at = path === '' ? '' : ` in ${path}`
  return [
    ...unless(comments.length === 0, `comment “${comments[0]}”${at}`, 'none'),
    ...tags.flatMap((tag) => [
      ...unless(isElement(tag), `element ${nameOf(tag)}${at}`, 'no such element'),
      ...Object.entries(tag.attributes).flatMap(([name, value]) => [
        ...unless(
          isAttribute(name),
          `attribute ${name} of ${nameOf(tag)}${at}`,
          'no such attribute'
        ),
        ...unless(
          name !== 'style' || /^--title-length:\s*\d+;?$/.test(value),
          `style of ${nameOf(tag)}${at}`,
          'it in the style sheet'
        )
      ]),
      ...unless(
        isLinkSafe(tag),
        `link ${tag.attributes.href} of ${nameOf(tag)}${at}`,
        'a web address'
      )
    ])
  ]
}

/**
 * Find what a style sheet fetches from elsewhere.
 *
 * @param isOwn tells whether an address is that of a file of the edition.
 */
export function findFetched(
  css: string,
  where: string,
  isOwn: (href: string) => boolean = () => false
): ReadonlyArray<Fault> {
  const fetched: string[] = []
  walk(parse(css, { parseCustomProperty: true }), (node) => {
    const name = 'name' in node ? plain(String(node.name)) : ''
    if (node.type === 'Atrule' && name === 'import') fetched.push('@import')
    if (node.type === 'Function' && fetching.has(name)) fetched.push(`${name}()`)
    if (node.type === 'Declaration' && binding.has(plain(node.property)))
      fetched.push(node.property)
    if (node.type !== 'Url' || node.value.startsWith('#') || isOwn(node.value)) return
    fetched.push(`url(${node.value})`)
  })
  const [first] = fetched
  return unless(first === undefined, `${first} in ${where}`, 'nothing that is fetched')
}

/** Functions whose arguments are addresses without being written as such. */
const fetching = new Set([
  ...['url', 'src', 'local', 'image', 'image-set', '-webkit-image-set'],
  ...['cross-fade', '-webkit-cross-fade', 'expression']
])

/** Properties by which old browsers ran programs. */
const binding = new Set(['-moz-binding', 'behavior'])

function isElement({ name, attributes: { type } }: MarkupElement): boolean {
  if (name === 'script') return type === 'application/ld+json'
  if (name === 'input') return type === 'checkbox'
  return elements.has(name)
}

function isAttribute(name: string): boolean {
  return attributes.has(name) || /^(?:data|aria)-[a-z-]+$/.test(name)
}

function isLinkSafe({ name, attributes: { href } }: MarkupElement): boolean {
  if (href === undefined || name !== 'a') return true
  const [, scheme] = /^\s*([a-z][a-z0-9+.-]*):/i.exec(href) ?? []
  if (scheme === undefined) return !href.startsWith('//')
  return /^(?:https?|mailto|tel)$/i.test(scheme)
}
