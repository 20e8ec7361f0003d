import { h } from 'hastscript'
import type { Meta, Typeset } from '../../book.ts'
import type { Sheet } from './sheets.ts'

/** Set the cover sheet, if the typeset has a cover; its image says in words what stands on it. */
export function setCover({ book, front }: Typeset): ReadonlyArray<Sheet> {
  if (!front) return []
  const { width, height } = front
  const image = h('img', { src: '../images/cover.png', alt: describe(book.meta), width, height })
  const content = h('section', { className: ['cover'], dataApparatus: 'generated' }, image)
  return [{ name: 'cover', path: 'text/cover.xhtml', title: '封面', matter: 'cover', content }]
}

function describe({ title, body, date, place }: Meta): string {
  const [year, month, day] = date.split('-').map(Number)
  const words = [title, body, `${year}年${month}月${day}日`, place].filter(Boolean)
  return `封面：${words.join('，')}`
}
