import { h } from 'hastscript'
import { chineseDate, type Meta, type Typeset } from '../../book.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/** Set the file of the cover, if there is one, with alternative text for its image. */
export function setCover({ book, front }: Typeset<'epub'>): ReadonlyArray<XhtmlFile> {
  if (!front) return []
  const { width, height } = front
  const image = h('img', { src: '../images/cover.png', alt: describe(book.meta), width, height })
  const content = h('section', { className: ['cover'], dataApparatus: 'generated' }, image)
  return [{ name: 'cover', path: 'text/cover.xhtml', title: '封面', matter: 'cover', content }]
}

function describe({ title, body, date, place }: Meta): string {
  const words = [title, body, chineseDate(date), place].filter(Boolean)
  return `封面：${words.join('，')}`
}
