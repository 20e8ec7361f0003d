import type { Line } from '../pages/lines.ts'
import { isMark } from '../pages/marks.ts'
import type { PageContent } from '../pages/page-content.ts'
import type { Finding, Print } from '../pages/print.ts'
import type { Block } from '../text/block.ts'

/** Styles of running text. */
const running: ReadonlySet<Block['style']> = new Set(['body', 'quotation', 'note'])
const heading = /^h[2-6]$/

/** The last line of several has two characters or more, marks not counted (孤字). */
export function checkLoneCharacter({ text, notes }: Print): ReadonlyArray<Finding> {
  return [...text, ...notes].flatMap(({ block, lines }): ReadonlyArray<Finding> => {
    const last = lines.at(-1)
    if (!last || lines.length < 2) return []
    if (!running.has(block.style) && !heading.test(block.style)) return []
    const characters = last.letters.filter(({ value }) => !isMark(value))
    if (characters.length > 1) return []
    const what = `last line of ${characters.length || 'no'} character`
    return [{ rule: 'lone-character', what, want: 'two or more', at: last }]
  })
}

/** No line of a paragraph stands by itself at the head of a page or at its foot. */
export function checkWidows({ text }: Print): ReadonlyArray<Finding> {
  return text.flatMap(({ block, lines }): ReadonlyArray<Finding> => {
    if (!running.has(block.style)) return []
    const [first] = lines
    const last = lines.at(-1)
    if (!first || !last || first.page === last.page) return []
    const count = (page: number) => lines.filter((line) => line.page === page).length
    const want = 'two lines or more'
    return [
      ...(count(first.page) === 1
        ? [{ rule: 'page-orphan', what: 'first line alone at the foot', want, at: first } as const]
        : []),
      ...(count(last.page) === 1
        ? [{ rule: 'page-widow', what: 'last line alone at the head', want, at: last } as const]
        : [])
    ]
  })
}

/**
 * A heading, or a chain of them, stands on one page with two lines of what follows, or with all of
 * it up to the next heading if that is less.
 */
export function checkHeadings(print: Print): ReadonlyArray<Finding> {
  return print.text.flatMap(({ block, lines }, index): ReadonlyArray<Finding> => {
    const last = lines.at(-1)
    if (!heading.test(block.style) || !last) return []
    if (lines[0]?.page !== last.page) {
      return [{ rule: 'page-heading', what: 'page end in a heading', want: 'it whole', at: last }]
    }
    const following = linesUnder(index, print)
    const kept = following.filter((line) => line.page === last.page).length
    if (kept === following.length) return []
    const what = `heading with ${kept} of the lines it heads`
    return [{ rule: 'page-heading', what, want: 'two lines or more', at: last }]
  })
}

/**
 * The first two lines under a heading; the headings of its chain are left out. The cells of a row
 * stand side by side: together they are as many lines as the highest of them. An image has no lines,
 * and nothing more is asked.
 */
function linesUnder(index: number, print: Print): ReadonlyArray<Line> {
  const { text, streams, settings } = print
  const following: Line[] = []
  let rowStart = 0
  for (let next = index + 1; following.length < 2; next++) {
    const { block, lines } = text[next] ?? {}
    if (!block || !lines || block.role === 'office' || streams.text.images.has(block.from)) break
    if (heading.test(block.style)) {
      if (following.length > 0 || (block.style === 'h2' && settings.sections !== 'run-on')) break
      continue
    }
    const isBeside = block.row > 0 && block.row === text[next - 1]?.block.row
    if (!isBeside) rowStart = following.length
    following.push(...lines.slice(following.length - rowStart))
  }
  return following.slice(0, 2)
}

/** A page is full, if the paragraph it ends in could have filled it. */
export function checkFullPages({ settings, text, pageContents }: Print): ReadonlyArray<Finding> {
  return text.flatMap(({ block, lines }): ReadonlyArray<Finding> => {
    if (!running.has(block.style)) return []
    return lines.flatMap((line, index): ReadonlyArray<Finding> => {
      const next = lines[index + 1]
      const free = settings.lines - line.row
      if (!next || next.page === line.page || free < 1 || hasNotes(pageContents[line.page]))
        return []
      const rest = lines.length - index - 1
      if (rest < 3) return []
      const what = `page end ${free} above the last line`
      return [{ rule: 'page-short', what, want: 'a full page', at: line }]
    })
  })
}

function hasNotes(pageContent: PageContent | undefined): boolean {
  const { notes = [], editorNotes = [] } = pageContent?.text ?? {}
  return notes.length + editorNotes.length > 0
}
