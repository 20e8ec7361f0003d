import {
  type Book,
  type Correction,
  chineseDate,
  describeAccount,
  describePlaces,
  describeWords,
  generator,
  otherPlaces,
  placeName
} from '../../book.ts'
import { bare, has, type MarkupElement, type MarkupFile, within, wordsOf } from '../read/markup.ts'
import { compareLists, type Fault, unless } from './fault.ts'
import { isNotice } from './words.ts'

/** What an edition shows of itself elsewhere. */
type ColophonContext = Readonly<{
  book: Book
  /** How many pages it marks, if any. */
  pages?: number
  /** Texts for machines in the same edition, which name the digests of the others. */
  records: string
}>

/** A row of the colophon: its label, and what stands behind it. */
type Row = Readonly<{ label: string; values: ReadonlyArray<string> }>

/** Find what a colophon says otherwise than the front matter, or the rest of the edition. */
export function findColophon(
  documents: ReadonlyArray<MarkupFile>,
  witness: ColophonContext
): ReadonlyArray<Fault> {
  const tags = documents.flatMap((document) => document.tags)
  const colophons = tags.filter((tag) => has(tag, 'class', 'colophon'))
  return colophons.flatMap((colophon) => {
    const rows = rowsOf(colophon)
    const labels = rows.map(({ label }) => label)
    const said = rows.map(({ label, values }) => label + values.join('')).join('')
    const wanted = wantedIn(witness)
    return [
      ...unless(new Set(labels).size === labels.length, 'row twice', 'each once'),
      ...unless(
        bare(wordsOf(colophon)) === bare(`版本记录${said}`),
        'words beside the rows of the colophon',
        'none'
      ),
      ...rows.flatMap(({ label, values }) => {
        const isSo = wanted[label]
        const isFit = isSo !== undefined && values.length > 0 && isSo(values)
        return unless(isFit, `“${values.join()}” as ${label} of the colophon`, 'what is so')
      }),
      ...compareLists(
        labels.filter((label) => needed.has(label)),
        [...needed].filter((label) => wanted[label]?.([]) === false),
        'the rows of the colophon'
      )
    ]
  })
}

/** Rows that stand in a colophon wherever there is something to say. */
const needed = new Set([
  ...['题名', '发文机关', '日期', '地点', '标识', '来源摘要', '人工判定', '更正'],
  ...['注音', '异文', '制作']
])

/** Tell of each row, by its label, whether what it says is so. */
function wantedIn({
  book,
  pages,
  records
}: ColophonContext): Readonly<Record<string, (values: ReadonlyArray<string>) => boolean>> {
  const { title, body, date, place, identifier, source, corrections } = book.meta
  const told = book.account && describeAccount(book.account, book)
  const is = (...wanted: ReadonlyArray<string | undefined>) => {
    const texts = wanted.flatMap((text) => (text === undefined ? [] : [bare(text)]))
    return (values: ReadonlyArray<string>) => values.map(bare).join('\n') === texts.join('\n')
  }
  return {
    题名: is(title),
    发文机关: is(body || undefined),
    日期: is(chineseDate(date)),
    地点: is(place || undefined),
    标识: is(identifier),
    文本来源: is(source && (source.complete ? source.file : `${source.file}（源文本不全）`)),
    来源摘要: is(source && `SHA-256 ${source.sha256}`),
    文字整理: is(...(source?.normalised ?? []), ...(told?.cleaned ?? [])),
    人工判定: is(...(told?.decided ?? [])),
    更正: (values) =>
      values.length === corrections.length &&
      corrections.every((correction, at) => isTold(values[at] ?? '', correction, book)),
    注音: is(...(told?.readings ?? [])),
    异文: is(...(told?.unexplained ?? [])),
    页码: ([value = '', ...others]) =>
      others.length === 0 &&
      (pages === undefined
        ? value === '本版未附印刷页码'
        : /^同(?:印刷版|\S*\.pdf)（\d+页）$/.test(bare(value)) &&
          bare(value).endsWith(`（${pages}页）`)),
    同版文件: (values) =>
      values.every((value) => {
        const [, name = '', digest = ''] = /^(.+)SHA-256([0-9a-f]{64})$/.exec(bare(value)) ?? []
        return /\.(?:pdf|epub)$/.test(name) && records.includes(digest)
      }),
    字体: (values) => values.every(isNotice),
    制作: is(generator)
  }
}

/** Tell whether a row tells a correction: the day, the place if it has one, what was corrected and where. */
function isTold(value: string, correction: Correction, book: Book): boolean {
  const { date, what, at } = correction
  const said = bare(value)
  const places = describePlaces(otherPlaces(correction, book.account), book)
  const [day, end] = [
    chineseDate(date),
    bare(what + describeWords(correction) + (places && `（${places}）`))
  ]
  if (!said.startsWith(day) || !said.endsWith(end)) return false
  const place = at === undefined ? '' : placeName(at, book)
  const plain = (text: string) => bare(text).replaceAll(/\p{P}/gu, '')
  return plain(said.slice(day.length, said.length - end.length)) === plain(place)
}

function rowsOf(colophon: MarkupElement): ReadonlyArray<Row> {
  const rows: Array<{ label: string; values: string[] }> = []
  for (const tag of within(colophon)) {
    if (tag.name === 'dt') rows.push({ label: wordsOf(tag), values: [] })
    if (tag.name === 'dd') rows.at(-1)?.values.push(wordsOf(tag))
  }
  return rows
}
