import type { Fault } from './fault.ts'
import { mayMatch } from './select.ts'
import { declarationsOf, rulesOf } from './style.ts'
import { nameOf, type Sheet, type Tag, textOf } from './tag.ts'

type Declaration = readonly [property: string, value: string]

/**
 * Find text of the document that a style sheet, or an attribute, takes from the readers' eyes or ears,
 * and text a style sheet adds to it: the letters are in the file, and yet the edition lies.
 */
export function findHidden(
  sheets: ReadonlyArray<Sheet>,
  styles: ReadonlyArray<string>
): ReadonlyArray<Fault> {
  const tags = sheets.flatMap((sheet) => sheet.tags.map((tag) => ({ tag, sheet })))
  const seen = tags.filter(({ tag }) => textOf(tag).trim() !== '')
  const tell = (tag: Tag, { path }: Sheet, why: string): Fault => ({
    what: `${nameOf(tag)}${path === '' ? '' : `, ${path},`} hidden or altered by \`${why}\``,
    want: 'its text to be seen'
  })
  const rules = styles.flatMap(rulesOf).flatMap(({ selectors, declarations }) => {
    const why = declarations.find(hides)
    const adds = declarations.find(writes)
    return selectors.flatMap((selector) => {
      // What stands before or behind an element hides nothing of it, but may add to it.
      const isBeside =
        /::?(?:before|after|marker|backdrop|selection|-webkit-\S+|details-content)/.test(selector)
      const found = isBeside ? adds : why
      return found ? [{ selector, found: found.join(': ') }] : []
    })
  })
  return [
    ...rules.flatMap(({ selector, found }) => {
      const hit = seen.find(({ tag }) => mayMatch(tag, selector))
      return hit ? [tell(hit.tag, hit.sheet, `${selector} { ${found} }`)] : []
    }),
    ...seen.flatMap(({ tag, sheet }) => {
      const inline = declarationsOf(tag.attributes.style ?? '').find(hides)
      const mute = ['hidden', 'inert', 'aria-hidden'].find((name) => isMute(tag, name))
      const why = inline?.join(': ') ?? mute
      return why ? [tell(tag, sheet, why)] : []
    })
  ]
}

function isMute({ attributes }: Tag, name: string): boolean {
  const value = attributes[name]
  return value !== undefined && !(name === 'aria-hidden' && value === 'false')
}

/** Tell whether a declaration makes text unseen, or seen as another. */
function hides([property, value]: Declaration): boolean {
  if (property === 'font') return tiny.test(sizeIn(value))
  return hiding[property]?.test(value) === true || isFar(property, value)
}

const nothing = /^(?:0+|0*\.0\d*|0\.\d{0,1})(?:[a-z]+|%)?$/
const tiny = /^(?:0+(?:\.[0-2]\d*)?|\.[0-2]\d*)(?:[a-z]+|%)?$|^[0-4](?:\.\d+)?(?:px|pt|%)$/
const anything = /^(?!none$|auto$|normal$|initial$|unset$|revert$)/

/** Values that hide, by property. */
const hiding: Readonly<Record<string, RegExp>> = {
  display: /^none$/,
  visibility: /^(?:hidden|collapse)$/,
  'content-visibility': /^hidden$/,
  opacity: nothing,
  'font-size': tiny,
  color: /^(?:transparent|rgba?\(.*[,/]\s*0%?\s*\)|#\w{3}0|#\w{6}00)$/,
  '-webkit-text-fill-color': /^(?:transparent|rgba?\(.*[,/]\s*0%?\s*\))$/,
  '-webkit-text-security': anything,
  clip: anything,
  'clip-path': anything,
  mask: anything,
  'mask-image': anything,
  filter: /opacity\(|blur\(|contrast\(0|brightness\(/,
  width: nothing,
  height: nothing,
  'inline-size': nothing,
  'block-size': nothing,
  'max-width': nothing,
  'max-height': nothing,
  'max-inline-size': nothing,
  'max-block-size': nothing,
  zoom: nothing,
  scale: /^-|(?:^|\s)0/,
  transform: /scale|matrix|rotate|translate|skew|perspective/,
  translate: anything,
  rotate: anything,
  'unicode-bidi': /override|plaintext/,
  direction: /^rtl$/,
  'line-clamp': anything,
  '-webkit-line-clamp': anything,
  position: /^(?:fixed|absolute)$/,
  animation: anything,
  'animation-name': anything
}

/** The size in the value of `font`: a length, or a number before the height of lines. */
function sizeIn(font: string): string {
  return /(?:^|\s)(\.?\d[\d.]*(?:(?:[a-z]+|%)(?=[\s/])|(?=\s*\/)))/.exec(font)?.[1] ?? '1em'
}

/** What can push text out of sight. */
const moving =
  /^(?:text-indent|margin.*|padding.*|left|right|top|bottom|inset.*|letter-spacing|word-spacing|line-height)$/

/** Tell whether a length pushes text further than any page is wide. */
function isFar(property: string, value: string): boolean {
  if (!moving.test(property)) return false
  return [...value.matchAll(/(-?[\d.]+)([a-z%]+)/g)].some(([, number, unit = '']) => {
    const most = { em: 50, rem: 50, ic: 50, '%': 99, vw: 99, vh: 99, px: 500, pt: 500 }
    return (
      Math.abs(Number(number)) > (Object.entries(most).find(([name]) => name === unit)?.[1] ?? 999)
    )
  })
}

/** Tell whether a declaration writes letters or numbers that are no counter. */
function writes([property, value]: Declaration): boolean {
  return (
    property === 'content' &&
    /["'][^"']*[\p{L}\p{N}][^"']*["']/u.test(value.replaceAll(/\([^)]*\)/g, ''))
  )
}
