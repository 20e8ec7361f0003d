import { type CssNode, findAll, generate } from 'css-tree'
import { type Declared, plain } from './style.ts'

/** List the values a value may be: itself, and those of the custom properties it names. */
export function valuesOf(value: CssNode, custom: ReadonlyArray<Declared>): ReadonlyArray<CssNode> {
  const met = new Set<string>()
  const values = [value]
  // What is found on the way is looked at in its turn, each name once.
  for (const one of values) {
    const names = findAll(one, ({ type }) => type === 'Identifier')
      .map((node) => plain(generate(node)))
      .filter((name) => name.startsWith('--') && !met.has(name))
    for (const name of names) met.add(name)
    const named = custom.filter(({ property }) => names.includes(property))
    values.push(...named.map((declaration) => declaration.value))
  }
  // What a variable is when nobody says is a value within the value.
  const inner = (node: CssNode) => findAll(node, (part) => part.type === 'Value' && part !== node)
  return values.flatMap((one) => [one, ...inner(one)])
}

/** Tell whether a value makes text unseen, or seen as another. */
export function hides(property: string, value: CssNode): boolean {
  const text = plain(generate(value))
  const amounts = amountsIn(value)
  if (property === 'font') return beforeSlash(value).flatMap(amountsIn).some(isTiny)
  if (property === 'font-size') return amounts.some(isTiny)
  if (clear.test(property))
    return /transparent|none|^#(?:\w{3}0|\w{6}00)$/.test(text) || isClear(amounts)
  if (small.test(property)) return amounts.some(isSmall)
  if (moving.test(property)) return amounts.some(isFar)
  return hiding[property]?.test(text) === true
}

/** Tell whether a value writes letters or numbers of its own. */
export function writes(property: string, value: CssNode): boolean {
  if (!writing.test(property)) return false
  const strings = findAll(value, ({ type }) => type === 'String')
  return strings.some((node) => node.type === 'String' && /[\p{L}\p{N}]/u.test(node.value))
}

const anything = /^(?!none$|auto$|normal$|initial$|unset$|revert$)/

/** Values that hide, by property. */
const hiding: Readonly<Record<string, RegExp>> = {
  display: /^none$/,
  visibility: /^(?:hidden|collapse)$/,
  'content-visibility': /^hidden$/,
  'text-security': anything,
  clip: anything,
  'clip-path': anything,
  mask: anything,
  'mask-image': anything,
  filter: /opacity\(|blur\(|contrast\(0|brightness\(/,
  transform: /scale|matrix|rotate|translate|skew|perspective/,
  translate: anything,
  rotate: anything,
  'unicode-bidi': /override|plaintext/,
  direction: /^rtl$/,
  'line-clamp': anything,
  position: /^(?:fixed|absolute)$/,
  contain: /strict|size/,
  content: anything,
  'flex-direction': /reverse/,
  'flex-flow': /reverse/,
  'mix-blend-mode': anything,
  'offset-path': anything,
  order: /^-?[1-9]/,
  'text-stroke': anything,
  'text-transform': anything,
  animation: anything,
  'animation-name': anything
}

/** What can be seen through, be too small for text, push it out of sight, and write letters. */
const clear = /^(?:color|text-fill-color)$/
const small = /^(?:opacity|zoom|scale|(?:max-)?(?:width|height|inline-size|block-size))$/
const moving =
  /^(?:text-indent|margin.*|padding.*|left|right|top|bottom|inset.*|letter-spacing|word-spacing|line-height)$/
const writing = /^(?:content|quotes|list-style|list-style-type|text-overflow)$/

type Amount = Readonly<{ number: number; unit: string }>

/** List the numbers in a value, wherever they stand. */
function amountsIn(value: CssNode): ReadonlyArray<Amount> {
  return findAll(value, () => true).flatMap((node) => {
    if (node.type === 'Number') return [{ number: Number(node.value), unit: '' }]
    if (node.type === 'Percentage') return [{ number: Number(node.value), unit: '%' }]
    if (node.type !== 'Dimension') return []
    return [{ number: Number(node.value), unit: plain(node.unit) }]
  })
}

/** What stands before the height of lines in the value of `font`. */
function beforeSlash(font: CssNode): ReadonlyArray<CssNode> {
  const parts = font.type === 'Value' ? font.children.toArray() : [font]
  const slash = parts.findIndex((part) => part.type === 'Operator' && part.value === '/')
  return slash < 0 ? parts : parts.slice(0, slash)
}

function isTiny({ number, unit }: Amount): boolean {
  return number < (/^(?:px|pt|%)$/.test(unit) ? 5 : 0.3)
}

function isSmall({ number, unit }: Amount): boolean {
  return number < (unit === '%' ? 10 : 1)
}

/** Tell whether numbers are those of a colour that is seen through: the fourth says how much. */
function isClear(amounts: ReadonlyArray<Amount>): boolean {
  const last = amounts.at(-1)
  return amounts.length > 3 && last !== undefined && last.number < (last.unit === '%' ? 100 : 1)
}

/** Tell whether a length pushes text further than any page is wide. */
function isFar({ number, unit }: Amount): boolean {
  const most = /^(?:px|pt|q)$/.test(unit) ? 500 : unit === '%' ? 99 : 50
  return unit !== '' && Math.abs(number) > most
}
