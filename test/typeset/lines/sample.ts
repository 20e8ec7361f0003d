import type { Element, ElementContent, Text } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { breakLines, type Line, type LineOptions } from '../../../src/typeset/lines.ts'

/** Line options with simple advances: Han 1, digits and Latin .5, white space .25. */
export const setting: LineOptions = {
  measure: 10,
  indent: 0,
  align: 'justify',
  face: { family: 'Song', weight: 400 },
  strong: { face: 'Hei', weight: 400 },
  em: { face: 'Kai', weight: 400 },
  emphasis: 'dots',
  marks: '全角',
  trimLineStart: true,
  hyphenation: 'en-us',
  writing: 'horizontal',
  advance: (character, { family }) => {
    if (character === ' ') return 0.25
    if (character === '·') return 0.327
    if (/\p{M}/u.test(character)) return 0
    if (/^[\u0021-\u007Eà-ü]/u.test(character)) return family === 'Wide' ? 1 : 0.5
    return 1
  },
  widthOf: () => 2
}

/** Make text of hast. */
export function t(value: string): Text {
  return { type: 'text', value }
}

/** Make the call of a note. */
export function call(number: string): Element {
  return h('sup', { dataApparatus: 'generated' }, [
    h('a', { id: `call-${number}`, href: `#note-${number}` }, number)
  ])
}

/** Break a text or content into lines, with some options changed. */
export function linesOf(
  content: string | ReadonlyArray<ElementContent>,
  changed: Partial<LineOptions> = {}
): ReadonlyArray<Line> {
  return breakLines(typeof content === 'string' ? [t(content)] : content, {
    ...setting,
    ...changed
  })
}

/** The text of a line, without generated content. */
export function plainOf({ content }: Pick<Line, 'content'>): string {
  return content.map(textWithout).join('')
}

/** The texts of the lines of a text or content. */
export function textsOf(
  content: string | ReadonlyArray<ElementContent>,
  changed: Partial<LineOptions> = {}
): ReadonlyArray<string> {
  return linesOf(content, changed).map(plainOf)
}

/** A painted line, class and spacing of each span after its text: `，[half .5]`. */
export function looksOf({ content }: Line): string {
  return content.map(lookOf).join('')
}

function lookOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type !== 'element') return ''
  const { className, style } = node.properties
  const inner = node.children.map(lookOf).join('')
  const length = /:(-?[0-9.]+)em/.exec(String(style ?? ''))?.[1]
  const look = [...(Array.isArray(className) ? className : []), ...(length ? [length] : [])]
  const name = node.tagName === 'span' ? '' : node.tagName
  return look.length > 0 || name ? `${name}<${inner}|${look.join(' ')}>` : inner
}

function textWithout(node: ElementContent): string {
  if (node.type !== 'element') return node.type === 'text' ? node.value : ''
  if (node.properties.className?.toString() === 'hyphen') return ''
  return node.children.length > 0 ? node.children.map(textWithout).join('') : textOf(node)
}

/** Measure painted content, in em, as a browser does: only from elements and styles. */
export function paintedWidth({ content }: Line, setting: LineOptions): number {
  const { face } = setting
  const glyphs = glyphsOf(content, { face, scale: 1, spacing: 0, classes: [] }, setting)
  const first = glyphs.findIndex(({ isSpace }) => !isSpace)
  const last = glyphs.findLastIndex(({ isSpace }) => !isSpace)
  return glyphs
    .slice(first, last + 1)
    .filter(({ isSpace }, index, all) => !(isSpace && all[index - 1]?.isSpace))
    .reduce((sum, { width }) => sum + width, 0)
}

type Glyph = Readonly<{ width: number; isSpace: boolean }>
type Style = Readonly<{
  face: LineOptions['face']
  scale: number
  spacing: number
  classes: ReadonlyArray<string>
}>

function glyphsOf(
  nodes: ReadonlyArray<ElementContent>,
  style: Style,
  setting: LineOptions
): ReadonlyArray<Glyph> {
  return nodes.flatMap((node): ReadonlyArray<Glyph> => {
    if (node.type === 'text') return paintText(node.value, style, setting)
    if (node.type !== 'element' || node.tagName === 'i' || node.tagName === 'rt') return []
    if (node.tagName === 'img') return [room(setting.widthOf(node) * style.scale)]
    const css = String(node.properties.style ?? '')
    const length = (name: string) =>
      Number(new RegExp(`${name}:(-?[0-9.]+)em`).exec(css)?.[1] ?? 0) * style.scale
    const inner = enter(node, style, setting)
    const spaced = css.includes('letter-spacing')
      ? { ...inner, spacing: length('letter-spacing') }
      : inner
    const glyphs = glyphsOf(node.children, spaced, setting)
    const isCombined = spaced.classes.includes('tcy')
    return [
      room(length('padding-inline') * 2),
      ...(isCombined ? [room(style.scale)] : glyphs),
      room(length('margin-inline-end'))
    ].filter(({ width, isSpace }) => isSpace || width !== 0)
  })
}

function enter({ tagName, properties }: Element, style: Style, setting: LineOptions): Style {
  const { strong, em, emphasis } = setting
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : []
  const inner = { ...style, classes: tagName === 'span' ? classes : [] }
  if (tagName === 'strong')
    return { ...inner, face: { family: strong.face, weight: strong.weight } }
  if (tagName === 'code') return { ...inner, face: { family: 'Mono', weight: 400 } }
  if (tagName === 'sup' || tagName === 'sub') return { ...inner, scale: style.scale * 0.6 }
  if (tagName !== 'em' || emphasis !== 'face') return inner
  return { ...inner, face: { family: em.face, weight: em.weight } }
}

function paintText(text: string, style: Style, { advance }: LineOptions): ReadonlyArray<Glyph> {
  const { face, scale, spacing, classes } = style
  return [...text.replaceAll(/\p{M}/gu, '')].map((character) => {
    const isSpace = /[ \t\n\r\f]/.test(character)
    const full = classes.includes('upright') ? 1 : advance(isSpace ? ' ' : character, face)
    const width = classes.includes('half') ? 0.5 : full
    return { width: width * scale + spacing, isSpace }
  })
}

function room(width: number): Glyph {
  return { width, isSpace: false }
}
