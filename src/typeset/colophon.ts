import type { Element } from 'hast'
import { h } from 'hastscript'
import {
  type Book,
  type Correction,
  chineseDate,
  describeAccount,
  describePlaces,
  describeWords,
  generator,
  otherPlaces,
  placeName,
  type Typeface,
  type Typeset
} from '../book.ts'

/** The value of a row. */
type Value = string | Element | Array<string | Element>

/** What the colophon shows of a book. */
type ColophonSource = Pick<Book, 'meta' | 'body' | 'outline' | 'account'>

/** What the colophon shows of the editions made before. */
type ColophonContext = Pick<Typeset<'html'>, 'pagination' | 'siblings'>

/**
 * Set the colophon (版权页): what the edition is, where its text comes from, and how it differs from
 * the received text: changes by cleaning, decisions by a person, corrections since, and unexplained
 * differences.
 *
 * It does not depend on a clock or the machine.
 *
 * @param context for an edition without pages: it names the other editions and links to corrected
 * places. A PDF gets none, so that its bytes do not depend on other editions.
 */
export function setColophon(
  book: ColophonSource,
  typefaces: ReadonlyArray<Typeface>,
  context?: ColophonContext
): Element {
  const { meta } = book
  const { corrections } = meta
  const set = (correction: Correction) => setCorrection(correction, book, context !== undefined)
  const rows = [
    row('题名', [meta.title]),
    ...(meta.body ? [row('发文机关', [meta.body])] : []),
    row('日期', [chineseDate(meta.date)]),
    ...(meta.place ? [row('地点', [meta.place])] : []),
    ...(meta.identifier ? [row('标识', [meta.identifier])] : []),
    ...sourceRows(book),
    ...(corrections.length > 0 ? [row('更正', corrections.map(set))] : []),
    ...accountRows(book),
    ...(context ? siblingRows(context) : []),
    ...(typefaces.length > 0 ? [row('字体', typefaces.map(notice))] : []),
    row('制作', [generator])
  ]
  return h(
    'section',
    { className: ['colophon'], dataApparatus: 'generated', ariaLabelledBy: ['colophon'] },
    [h('h2', { id: 'colophon' }, '版本记录'), h('dl', rows.flat())]
  )
}

function sourceRows(book: ColophonSource): ReadonlyArray<ReadonlyArray<Element>> {
  const { source } = book.meta
  if (!source) return []
  const told = book.account && describeAccount(book.account, book)
  const cleaned = [...source.normalised, ...(told?.cleaned ?? [])]
  return [
    row('文本来源', [source.complete ? source.file : `${source.file}（源文本不全）`]),
    row('来源摘要', [h('span', { className: ['digest'] }, `SHA-256 ${source.sha256}`)]),
    ...(cleaned.length > 0 ? [row('文字整理', cleaned)] : []),
    ...(told && told.decided.length > 0 ? [row('人工判定', told.decided)] : [])
  ]
}

/** Set other differences from the received text; 异文 are unexplained ones. */
function accountRows(book: ColophonSource): ReadonlyArray<ReadonlyArray<Element>> {
  if (!book.account) return []
  const { readings, unexplained } = describeAccount(book.account, book)
  return [
    ...(readings.length > 0 ? [row('注音', readings)] : []),
    ...(unexplained.length > 0 ? [row('异文', unexplained)] : [])
  ]
}

/** Set a correction: the day, the place, what was corrected, and the words. */
function setCorrection(correction: Correction, book: ColophonSource, isLinked: boolean): Value {
  const { date, at } = correction
  const day = chineseDate(date)
  const places = describePlaces(otherPlaces(correction, book.account), book)
  const told = [correction.what, describeWords(correction)].filter((part) => part !== '').join('　')
  const what = places === '' ? told : `${told}（${places}）`
  if (at === undefined) return [`${day}　${what}`]
  const place = placeName(at, book)
  if (!isLinked) return [`${day}　${place}：${what}`]
  return [`${day}　`, h('a', { href: `#${at}` }, place), `：${what}`]
}

/** Name the PDF whose page numbers the edition uses, and the other editions. */
function siblingRows({
  pagination,
  siblings
}: ColophonContext): ReadonlyArray<ReadonlyArray<Element>> {
  const pdf = siblings.find(({ target }) => target === 'pdf')
  const printed = pdf ? ` ${pdf.name}` : '印刷版'
  const pages = pagination ? `同${printed}（${pagination.pages.length}页）` : '本版未附印刷页码'
  const digests = siblings.map(({ name, sha256 }) => {
    return [`${name}　`, h('span', { className: ['digest'] }, `SHA-256 ${sha256}`)]
  })
  return [row('页码', [pages]), ...(digests.length > 0 ? [row('同版文件', digests)] : [])]
}

function notice({ name, copyright, licence }: Typeface): Element {
  return h('span', { lang: 'en' }, `${name}. ${copyright}. ${licence}.`)
}

function row(label: string, values: ReadonlyArray<Value>): ReadonlyArray<Element> {
  return [h('dt', label), ...values.map((value) => h('dd', value))]
}
