import { forbiddenCharacter } from '../book.ts'
import type { Block } from './blocks.ts'

/** A certain change of characters. */
export type Edit = Readonly<{
  kind: 'control' | 'space' | 'quote' | 'dash' | 'range' | 'separator'
  /** The replaced range in the block's text, and the replacement. */
  start: number
  end: number
  text: string
}>

/** A suspicious character, kept until a person changes it. */
type Oddity = Readonly<{ offset: number; reason: string }>

/** A block with characters normalised to GB/T 15834; `origins` are those of the text before. */
export type NormalisedBlock = Block &
  Readonly<{
    edits: ReadonlyArray<Edit>
    oddities: ReadonlyArray<Oddity>
  }>

const wide = '\\p{Script=Han}\\u2014\\u2018-\\u201d\\u2026\\u3001-\\u301f\\uff01-\\uff60'

const patterns: ReadonlyArray<readonly [Edit['kind'], RegExp, string]> = [
  ['control', /\p{Cc}(?<![\t])|\ufeff/gu, ''],
  ['space', new RegExp(`(?<=[${wide}])[ \\t\\u00a0]+(?=\\d)`, 'gu'), ''],
  // Not after a number that begins the block: `1 范围` is a heading in a standard.
  ['space', /(?<!^[\d.]*)(?<=\d)[ \t\u00a0]+(?=\p{Script=Han})/gu, ''],
  // 破折号: GB/T 15834, 4.10.
  ['dash', new RegExp(`(?<=[${wide}"])--(?=[${wide}"])`, 'gu'), '——'],
  // 一字线 between years: GB/T 15834, 4.13.
  ['range', /(?<=(?<!\d)\d{4}年?)\uff0d(?=\d{4}年)/gu, '—']
]

/**
 * Normalise the characters of a block to GB/T 15834, where certain.
 *
 * Other suspicious characters are kept and reported.
 */
export function normalise(block: Block): NormalisedBlock {
  const { text } = block
  const [quotes, quoteOddities] = quotesOf(text)
  const found = patterns.flatMap(([kind, pattern, by]) =>
    [...text.matchAll(pattern)].map(({ 0: whole, index }) => ({
      kind,
      start: index,
      end: index + whole.length,
      text: by
    }))
  )
  const separators = block.role === 'signatory' ? separatorOf(text) : []
  const edits = [...separators, ...quotes, ...found].sort((a, b) => a.start - b.start)
  let done = 0
  let result = ''
  for (const edit of edits) {
    result += text.slice(done, edit.start) + edit.text
    done = edit.end
  }
  const oddities = [...quoteOddities, ...oddCharacters(block, edits)].map((odd) => ({
    offset: block.origins[odd.offset] ?? 0,
    reason: odd.reason
  }))
  return { ...block, text: result + text.slice(done), edits, oddities }
}

/** List the offsets in the received text of a normalised block's characters, without white space. */
export function originsOf({ text, origins, edits }: NormalisedBlock): ReadonlyArray<number> {
  const pieces: Array<ReadonlyArray<number>> = []
  let done = 0
  for (const edit of edits) {
    const from = origins[edit.start] ?? 0
    pieces.push(origins.slice(done, edit.start), Array(edit.text.length).fill(from))
    done = edit.end
  }
  const units = [...pieces, origins.slice(done)].flat()
  let at = 0
  return [...text].flatMap((character) => {
    const origin = units[at] ?? 0
    at += character.length
    return /\s/u.test(character) ? [] : [origin]
  })
}

/** Replace the last space, which separates office and name, by U+3000. */
function separatorOf(text: string): ReadonlyArray<Edit> {
  const { 0: space = '', index = 0 } = /\s+(?=\S+$)/u.exec(text) ?? {}
  const edit = {
    kind: 'separator',
    start: index,
    end: index + space.length,
    text: '\u3000'
  } as const
  return space === '\u3000' || space === '' ? [] : [edit]
}

/** Straight quotes alternately open and close within a paragraph, unless the context contradicts. */
function quotesOf(text: string): readonly [ReadonlyArray<Edit>, ReadonlyArray<Oddity>] {
  const at = [...text.matchAll(/"/gu)].map((match) => match.index)
  const wrong = at.some((offset, turn) =>
    turn % 2 === 0
      ? /^(?:$|["\s，。、；：！？…）》〉」』】〕])/u.test(text.slice(offset + 1))
      : /["\s（《〈「『【〔，、；：]$/u.test(text.slice(0, offset))
  )
  if (at.length % 2 === 1 || wrong || (at.length > 0 && /[“”„＂]/u.test(text))) {
    const reason = `Unexpected straight quotes, ${at.length} in one paragraph, expected pairs that do not nest`
    return [[], [{ offset: at[0] ?? 0, reason }]]
  }
  return [
    at.map((start, turn) => ({
      kind: 'quote',
      start,
      end: start + 1,
      text: turn % 2 === 0 ? '“' : '”'
    })),
    []
  ]
}

// 第一章　总则: laws part the enumerator from what follows it by one em.
const enumerated =
  /^(?:第[\d零〇○一二三四五六七八九十百千]+[编章节条款项](?:之[一二三四五六七八九十]+)?|[（(]?[\d一二三四五六七八九十百]+[）)、.．])\u3000/u

function oddCharacters({ text, role }: Block, edits: ReadonlyArray<Edit>): ReadonlyArray<Oddity> {
  const spared = [
    (enumerated.exec(text)?.[0].length ?? 0) - 1,
    role === 'signatory' ? text.search(/\u3000\S+$/u) : -1
  ]
  const odd: ReadonlyArray<readonly [RegExp, string]> = [
    [/\uff0d/gu, 'U+FF0D (fullwidth hyphen), expected a dash, a range or a hyphen'],
    [/-{2,}/gu, 'hyphens in a row, expected a dash'],
    [
      new RegExp(`(?<=[${wide}])\\u3000+(?=[${wide}])`, 'gu'),
      'U+3000 (ideographic space), expected none between Han characters'
    ],
    [
      new RegExp(`(?<=[${wide}])(?!\\u3000+[${wide}])\\s+(?=[${wide}])`, 'gu'),
      'space, expected none between Han characters'
    ],
    [/'/gu, 'straight single quote, expected ‘ or ’'],
    [
      new RegExp(forbiddenCharacter, 'gu'),
      'character no text may hold, expected the one that was meant, or none'
    ]
  ]
  return odd.flatMap(([pattern, reason]) =>
    [...text.matchAll(pattern)]
      .filter(({ 0: whole, index }) => !(whole === '\u3000' && spared.includes(index)))
      .filter(({ index }) => !edits.some((edit) => edit.start <= index && index < edit.end))
      .map(({ index }) => ({ offset: index, reason: `Unexpected ${reason}` }))
  )
}
