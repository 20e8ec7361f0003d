/** A rule of a style sheet: its selectors, and what it declares. */
export type StyleRule = Readonly<{
  selectors: ReadonlyArray<string>
  declarations: ReadonlyArray<readonly [property: string, value: string]>
}>

type Frame = { prelude: string; declarations: Array<readonly [string, string]> }

const tokens =
  /\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|url\([^)"']*\)|[{};]|[^{};"'/u]+|[\s\S]/g

/**
 * Take the rules for elements out of a style sheet, those within `@media`, `@supports` and other rules
 * too (CSS Syntax 3, 5.4; CSS Nesting 1). What stands in other at-rules is for no element.
 */
export function rulesOf(css: string): ReadonlyArray<StyleRule> {
  const rules: StyleRule[] = []
  const frames: Frame[] = []
  let text = ''
  for (const [token] of css.matchAll(tokens)) {
    if (token === '{') {
      frames.push({ prelude: text.trim(), declarations: [] })
    } else if (token === ';' || token === '}') {
      declare(text, frames)
      if (token === '}') close(frames, rules)
    } else if (!token.startsWith('/*')) {
      text += token
      continue
    } else {
      continue
    }
    text = ''
  }
  return rules
}

/** Take the declarations out of the value of a `style` attribute. */
export function declarationsOf(style: string): StyleRule['declarations'] {
  return rulesOf(`*{${style}}`).flatMap(({ declarations }) => declarations)
}

/** Split at commas that stand in no brackets. */
export function splitList(list: string): ReadonlyArray<string> {
  const parts: string[] = ['']
  let depth = 0
  for (const character of list) {
    if (character === '(' || character === '[') depth += 1
    if (character === ')' || character === ']') depth -= 1
    if (character === ',' && depth === 0) parts.push('')
    else parts.push(parts.pop() + character)
  }
  return parts.map((part) => part.trim())
}

function declare(text: string, frames: ReadonlyArray<Frame>): void {
  const [, property, value] = /^\s*([\w-]+)\s*:([\s\S]*)$/.exec(text) ?? []
  if (property === undefined || value === undefined) return
  // What an at-rule within a rule declares is declared by the rule.
  const frame = frames.findLast(
    ({ prelude }) => !/^@(?:media|supports|layer|container)/i.test(prelude)
  )
  const plain = value.replace(/!\s*important\s*$/i, '').trim()
  frame?.declarations.push([property.toLowerCase(), plain.toLowerCase()])
}

function close(frames: Frame[], rules: StyleRule[]): void {
  const frame = frames.pop()
  if (!frame || frame.declarations.length === 0 || frame.prelude.startsWith('@')) return
  const outer = frames.findLast(({ prelude }) => !prelude.startsWith('@'))
  if (
    frames.some(({ prelude }) =>
      /^@(?:[\w-]*keyframes|font-face|page|counter-style)/i.test(prelude)
    )
  )
    return
  const selectors = splitList(frame.prelude).map((selector) =>
    outer
      ? `${selector.includes('&') ? '' : `${outer.prelude} `}${selector.replaceAll('&', outer.prelude)}`
      : selector
  )
  rules.push({ selectors, declarations: frame.declarations })
}
