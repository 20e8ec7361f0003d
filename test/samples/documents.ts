import fc from 'fast-check'

const common = '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动'

const han = fc
  .array(fc.constantFrom(...common, ...common, ...common, ...'囍龘𠂇𣲗𨱇𪟝〇々'), {
    minLength: 1,
    maxLength: 12
  })
  .map((characters) => characters.join(''))

const mark = fc.constantFrom(
  ...['，', '。', '、', '；', '：', '！', '？', '，', '。', '、', '……', '——', '·', '～', '／'],
  ...['“', '”', '‘', '’', '（', '）', '《', '》', '〈', '〉', '”。', '》，', '！”', '）（', '“《']
)

const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')

const word = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: letter, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: letter, minLength: 40, maxLength: 90 }) },
  { weight: 4, arbitrary: fc.constantFrom('WTO', 'COVID-19', 'it’s', 'naïve café', 'A4', 'U.S.A.') }
)

const number = fc.oneof(
  fc.nat(99_999).map(String),
  fc.nat(99).map((value) => `${value}％`),
  fc.constantFrom('2021年9月17日', '2022—2023年', '99.9%', '1,234,567元', '25℃', '3～5页')
)

/** Text without markup. Like all inline text here it begins and ends with a Han character. */
const plain = joinedBy(
  fc.oneof(
    { weight: 4, arbitrary: mark },
    { weight: 1, arbitrary: number },
    { weight: 1, arbitrary: word.map((latin) => ` ${latin} `) }
  ),
  han
)

const address = fc
  .array(fc.string({ unit: letter, minLength: 1, maxLength: 20 }), { maxLength: 8 })
  .map((path) => `https://example.org/${path.join('/')}`)

const code = fc
  .string({
    unit: fc.constantFrom(...'abc xyz012(){}[]<>=+-*/_.,;:"\'&|\\#“”（），。中文'),
    maxLength: 70
  })
  .map((text) => `c${text}c`)

/** Inline constructs allowed between two pieces of plain text, even in headings. */
const inset = fc.oneof(
  plain.map((text) => `**${text}**`),
  plain.map((text) => `*${text}*`),
  fc.tuple(plain, plain, plain).map(([a, b, c]) => `**${a}*${b}*${c}**`),
  plain.map((text) => `~~${text}~~`),
  fc.tuple(plain, address).map(([text, url]) => `[${text}](${url})`),
  address.map((url) => `<${url}>`),
  code.map((text) => `\`${text.replaceAll('|', '/')}\``),
  fc.constantFrom('{漢|hàn}', '{漢字|hàn|zì}', '{东京|Tōkyō}', '{囍|shuāngxǐzì}'),
  fc.tuple(plain, word).map(([text, foreign]) => `:span[${text} ${foreign}]{lang=de}`),
  fc.constantFrom('{北京|_}{上海|_}', '{史记|~}', '{司马迁|_}'),
  fc.constantFrom('\\*', '\\[', '\\_', '&amp;', '\\`')
)

const line = joinedBy(inset, plain)

/** A call with its note, between brackets used for nothing else: {@link joinDocuments} takes it out. */
const call = fc
  .tuple(fc.constantFrom('', '', 'ed-'), fc.array(line, { minLength: 1, maxLength: 3 }))
  .map(([kind, paragraphs]) => `⟦${kind}⟧${paragraphs.join('¶')}⟦⟧`)

const picture = fc.constantFrom('![星](mark.svg)', '![圆](rings.png)')

const text = joinedBy(
  fc.oneof(
    { weight: 8, arbitrary: inset },
    { weight: 2, arbitrary: call },
    { weight: 1, arbitrary: picture },
    { weight: 1, arbitrary: fc.constantFrom('\n', '\\\n') }
  ),
  plain
)

/** Its cells are short: a row taller than a page is a fault of the source. */
const table = fc
  .record({ columns: fc.integer({ min: 1, max: 6 }), isTitled: fc.boolean() })
  .chain(({ columns, isTitled }) => {
    const across = (cell: fc.Arbitrary<string>): fc.Arbitrary<ReadonlyArray<string>> => {
      return fc.array(cell, { minLength: columns, maxLength: columns })
    }
    const rich = fc.tuple(han, fc.oneof(inset, picture), han).map((parts) => parts.join(''))
    const cell = fc.oneof(fc.constant(''), han, columns > 3 ? han : rich)
    const rows = fc.array(across(cell), { minLength: 1, maxLength: 12 })
    const title = isTitled ? plain.map((words) => `表1　${words}\n\n`) : fc.constant('')
    const sides = across(fc.constantFrom('---', ':---', '---:', ':---:'))
    return fc.tuple(title, across(han), sides, rows).map(([above, head, ends, body]) => {
      const cells = [head, ends, ...body].map((row) => `| ${row.map(escapeBar).join(' | ')} |`)
      return above + cells.join('\n')
    })
  })

const fence = fc
  .array(code, { minLength: 1, maxLength: 8 })
  .map((lines) => ['```', ...lines, '```'].join('\n'))

const poem = fc
  .array(fc.array(plain, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((stanzas) => [':::poem', stanzas.map((lines) => lines.join('\n')).join('\n\n'), ':::'])
  .map((lines) => lines.join('\n'))

const figure = plain.map((title) => `![礼堂](hall.svg "${title.replaceAll('\\', '')}")`)

/** Blocks allowed anywhere, even in lists and quotations. */
const { block } = fc.letrec<{ block: string; list: string }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3 },
    { weight: 6, arbitrary: text },
    { weight: 1, arbitrary: fence },
    { weight: 2, arbitrary: tie('list') },
    { weight: 1, arbitrary: blocksOf(tie('block')).map((inner) => set(inner, '> ', '> ')) }
  ),
  list: fc
    .tuple(
      fc.constantFrom('-', '- [x]', '1.'),
      fc.array(fc.tuple(text, blocksOf(tie('block'), 0)), { minLength: 1, maxLength: 3 })
    )
    .map(([marker, items]) => {
      const set_ = items.map(([first, inner], index) => {
        const own = marker === '1.' ? `${index + 1}. ` : `${marker} `
        return set(
          inner === '' ? first : `${first}\n\n${inner}`,
          own,
          marker === '1.' ? '   ' : '  '
        )
      })
      // After a list, an indented block or another list would belong to it.
      return `${set_.join('\n')}\n\n<!-- -->`
    })
}))

const outer = fc.oneof(
  { weight: 8, arbitrary: block },
  { weight: 1, arbitrary: table },
  { weight: 1, arbitrary: poem },
  { weight: 1, arbitrary: figure },
  { weight: 1, arbitrary: fc.constantFrom('![圆](rings.png)', '---') },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 3, max: 6 }), line).map(headingOf) }
)

/**
 * A random document: Markdown of one section or part of one, with any construct, valid by
 * construction; most take less than a page.
 */
export const document: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('##', '###', '###'), line, fc.array(outer, { maxLength: 3 }))
  .map(([depth, heading, blocks]) => [`${depth} ${heading}`, ...blocks])
  .map((blocks) => withoutGaps(blocks).join('\n\n'))

/** Join documents into one source, followed by their notes. */
export function joinDocuments(documents: ReadonlyArray<string>): string {
  const notes: Array<string> = []
  const body = documents.join('\n\n').replace(/⟦(.*?)⟧([^⟦⟧]*)⟦⟧/g, (_, kind, note) => {
    notes.push(`[^${kind}${notes.length}]: ${note.replaceAll('¶', '\n\n    ')}`)
    return `[^${kind}${notes.length - 1}]`
  })
  const head = 'title: 任意的文件\nlang: zh-Hans\ntype: sample\ndate: 2021-09-17'
  return `---\n${head}\n---\n\n## 开头\n\n正文。\n\n${[body, ...notes].join('\n\n')}\n`
}

/** Join pieces of text with a few or no other constructs between them. */
function joinedBy(
  between: fc.Arbitrary<string>,
  stretch: fc.Arbitrary<string>
): fc.Arbitrary<string> {
  const pairs = fc.array(fc.tuple(between, stretch), { maxLength: 2 })
  return fc.tuple(stretch, pairs).map(([first, rest]) => first + rest.flat().join(''))
}

function escapeBar(cell: string): string {
  return cell.replaceAll('|', '\\|')
}

function blocksOf(inner: fc.Arbitrary<string>, minLength = 1): fc.Arbitrary<string> {
  return fc.array(inner, { minLength, maxLength: 2 }).map((blocks) => blocks.join('\n\n'))
}

/** Set a prefix before the first line and another before those that follow. */
function set(block: string, first: string, others: string): string {
  const lines = block.split('\n')
  return lines.map((line, index) => (index === 0 ? first : others) + line).join('\n')
}

function headingOf([depth, words]: readonly [depth: number, words: string]): string {
  return `${'#'.repeat(depth)} ${words}`
}

/** Raise headings that are more than one level below the heading before them. */
function withoutGaps(blocks: ReadonlyArray<string>): ReadonlyArray<string> {
  let deepest = 2
  return blocks.map((block) => {
    const depth = /^#+(?= )/.exec(block)?.[0].length
    if (depth === undefined) return block
    deepest = Math.min(depth, deepest + 1)
    return '#'.repeat(deepest) + block.slice(depth)
  })
}
