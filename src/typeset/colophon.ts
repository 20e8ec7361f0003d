import type { Element } from 'hast'
import { h } from 'hastscript'
import { generator, type Meta, type Typeface } from '../book.ts'
import { chineseDate } from './title-page.ts'

/**
 * Set the colophon (版权页): what the edition is, where its text comes from and what was changed.
 *
 * Nothing in it depends on a clock or on the machine.
 */
export function setColophon(meta: Meta, typefaces: ReadonlyArray<Typeface>): Element {
  const rows = [
    row('题名', [meta.title]),
    ...(meta.body ? [row('发文机关', [meta.body])] : []),
    row('日期', [chineseDate(meta.date)]),
    ...(meta.place ? [row('地点', [meta.place])] : []),
    ...(meta.identifier ? [row('标识', [meta.identifier])] : []),
    ...sourceRows(meta),
    ...(typefaces.length > 0 ? [row('字体', typefaces.map(notice))] : []),
    row('制作', [generator])
  ]
  return h(
    'section',
    { className: ['colophon'], dataApparatus: 'generated', ariaLabelledBy: ['colophon'] },
    [h('h2', { id: 'colophon' }, '版本记录'), h('dl', rows.flat())]
  )
}

function sourceRows({ source }: Meta): ReadonlyArray<ReadonlyArray<Element>> {
  if (!source) return []
  return [
    row('文本来源', [source.complete ? source.file : `${source.file}（源文本不全）`]),
    row('来源摘要', [h('span', { className: ['digest'] }, `SHA-256 ${source.sha256}`)]),
    ...(source.normalised.length > 0 ? [row('文字整理', source.normalised)] : [])
  ]
}

function notice({ name, copyright, licence }: Typeface): Element {
  return h('span', { lang: 'en' }, `${name}. ${copyright}. ${licence}.`)
}

function row(label: string, values: ReadonlyArray<string | Element>): ReadonlyArray<Element> {
  return [h('dt', label), ...values.map((value) => h('dd', value))]
}
