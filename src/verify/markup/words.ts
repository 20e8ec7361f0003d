import { chineseDate, type Meta } from '../../book.ts'
import { bare } from '../read/markup.ts'

/** What the line below a title says: the day and the place. */
export function imprintOf({ date, place = '' }: Meta): string {
  return bare(chineseDate(date) + place)
}

/** What the picture of a cover says in words. */
export function coverOf({ title, body, date, place }: Meta): string {
  return `封面：${[title, body, chineseDate(date), place].filter(Boolean).join('，')}`
}

/** What a summary of how an edition can be read is made of. */
const clauses = new Set([
  ...['全文为可重排的文字', '标题分级', '目录可跳转', '标有印刷版页码', '部分文字有注音'],
  ...['阅读顺序与原文一致', '图像均附文字说明', '部分图像没有文字说明', '无图像'],
  ...['不含脚本、音频和视频']
])

/** Tell whether a summary says of the reading what editions say, each clause once, and nothing else. */
export function isSummary(text: string): boolean {
  const said = text.replace(/。$/, '').split(/[，；]/)
  return new Set(said).size === said.length && said.every((clause) => clauses.has(clause))
}

/** Tell whether a notice of typefaces is in English, but for the name of a face. */
export function isNotice(text: string): boolean {
  return !/\p{sc=Han}/u.test(text.replaceAll('霞鹜文楷', ''))
}
