import type { Block } from './block.ts'
import type { Hunk } from './hunks.ts'
import type { Passage } from './passage.ts'

/** A change of form that keeps the words. */
export type FormChange = Readonly<{
  /**
   * The type: `kind`, such as a heading turned into a paragraph; `parted` and `joined`, paragraph
   * or line ends; `markup`, inline.
   */
  what: 'kind' | 'parted' | 'joined' | 'markup'
  /** Its block; for `joined`, the first. */
  old: Block
  now: Block
  /** The words, and their markup (or kind) on both sides: `strong`, `a #p2`. */
  text: string
  from: string
  to: string
}>

/** List differences between passages other than their words. */
export function formChanges(
  old: Passage,
  now: Passage,
  hunks: ReadonlyArray<Hunk>
): ReadonlyArray<FormChange> {
  const [left] = old.blocks
  const [right] = now.blocks
  if (!left || !right) return []
  const blocks = { old: left, now: right }
  const changes: FormChange[] = []
  const [from, to] = [kindOf(left), kindOf(right)]
  if (from !== to) changes.push({ what: 'kind', ...blocks, text: right.text, from, to })
  if (old.blocks.length < now.blocks.length) {
    changes.push({ what: 'parted', ...blocks, text: now.blocks[1]?.text ?? '', from: '', to: '' })
  } else if (old.blocks.length > now.blocks.length) {
    changes.push({ what: 'joined', ...blocks, text: old.blocks[1]?.text ?? '', from: '', to: '' })
  } else {
    const ends = hunks.find((hunk) => isLineEnd(hunk, old.text, now.text))
    if (ends) {
      const what = now.text.slice(ends.now.from, ends.now.to).includes('\n') ? 'parted' : 'joined'
      changes.push({
        what,
        ...blocks,
        text: now.text.slice(ends.now.to).slice(0, 40),
        from: '',
        to: ''
      })
    }
  }
  return [...changes, ...markupChanges(old, now, hunks, blocks)]
}

function kindOf({ kind, depth }: Block): string {
  return depth > 0 ? `${kind} ${depth}` : kind
}

function isLineEnd({ old, now }: Hunk, left: string, right: string): boolean {
  const words = left.slice(old.from, old.to) + right.slice(now.from, now.to)
  return words.replaceAll('\n', '') === ''
}

/** Walk through the common words, and list each run with different markup. */
function markupChanges(
  old: Passage,
  now: Passage,
  hunks: ReadonlyArray<Hunk>,
  blocks: Pick<FormChange, 'old' | 'now'>
): ReadonlyArray<FormChange> {
  if (isUnmarked(old) && isUnmarked(now)) return []
  const [left, right] = [formsOf(old), formsOf(now)]
  const changes: { from: string; to: string; text: string; end: number }[] = []
  let shift = 0
  let next = 0
  for (let at = 0; at < old.text.length; at++) {
    const hunk = hunks[next]
    if (hunk && at >= hunk.old.from) {
      shift = hunk.now.to - hunk.old.to
      at = hunk.old.to - 1
      next += 1
      continue
    }
    const [from = '', to = ''] = [left.get(at), right.get(at + shift)]
    if (from === to) continue
    const last = changes.at(-1)
    const letter = old.text[at] ?? ''
    if (last?.end === at && last.from === from && last.to === to) {
      last.text += letter
      last.end += 1
    } else changes.push({ from, to, text: letter, end: at + 1 })
  }
  return changes.map(({ from, to, text }) => ({ what: 'markup', ...blocks, from, to, text }))
}

function isUnmarked({ blocks }: Passage): boolean {
  return blocks.every(({ spans }) => spans.length === 0)
}

/** Map the code units of a passage to their markup. */
function formsOf({ blocks }: Passage): ReadonlyMap<number, string> {
  const forms = new Map<number, string>()
  let start = 0
  for (const { text, spans } of blocks) {
    for (const { from, to, form } of spans) {
      for (let at = from; at < to; at++) {
        const before = forms.get(start + at)
        forms.set(start + at, before === undefined ? form : `${before}, ${form}`)
      }
    }
    start += text.length + 1
  }
  return forms
}
