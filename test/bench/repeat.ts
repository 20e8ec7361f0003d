const numerals = '〇一二三四五六七八九'

/**
 * Write a number as a heading counts it: 八、十二、一百〇七、三百五十.
 *
 * @param number 1–9999
 */
export function han(number: number): string {
  let text = ''
  let gap = false
  for (const [place, value] of [1000, 100, 10, 1].entries()) {
    const digit = Math.floor(number / value) % 10
    if (digit === 0) {
      gap = text !== ''
      continue
    }
    const unit = ['千', '百', '十', ''][place] ?? ''
    // Ten to nineteen are written without the leading 一.
    const leading = digit === 1 && value === 10 && text === '' ? '' : numerals[digit]
    text += `${gap ? '零' : ''}${leading}${unit}`
    gap = false
  }
  return text
}

/**
 * Repeat the text of a declaration, its first-level headings renumbered in one run; signatories and
 * what follows them stand once at the end, and the front matter names no received text any more.
 */
export function repeat(markdown: string, times: number): string {
  const [, frontMatter = '', body = ''] = /^---\n(.*?\n)---\n(.*)$/s.exec(markdown) ?? []
  const end = body.indexOf(':::')
  const text = end < 0 ? body : body.slice(0, end)
  const closing = end < 0 ? '' : body.slice(end)
  let count = 0
  const copies = Array.from({ length: times }, () =>
    text.replace(/^## [一二三四五六七八九十百千零〇]+、/gm, () => {
      count += 1
      return `## ${han(count)}、`
    })
  )
  return `---\n${withoutKey(frontMatter, 'source')}---\n${copies.join('\n')}${closing}`
}

/** Drop a key of a YAML mapping with the indented lines that belong to it. */
function withoutKey(yaml: string, key: string): string {
  return yaml.replace(new RegExp(`^${key}:.*\\n(?:[ \\t-].*\\n)*`, 'm'), '')
}
