import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Edition } from '../book.ts'
import { type Cell, count, counted, section, size, table } from './html.ts'

/** Most characters listed. */
const most = 40

/** Set the use of each font: what it painted, where it was a fallback, and what is embedded. */
export function setFonts(
  { measured, coverage = [] }: Partial<Pick<Edition, 'measured' | 'coverage'>>,
  lang: string
): Element {
  if (!measured) return section('fonts', 'Fonts', [h('p', 'No pages were measured.')])
  const rows = measured.fonts.map((use): ReadonlyArray<Cell> => {
    const { font, characters, distinct, lent, lentCharacters, subsets, bytes } = use
    const faces = coverage.filter((face) => face.font === font)
    const names = faces.map(({ family, weight }) => `${family} ${weight}`).join(', ')
    return [
      names === '' ? font : [h('span', font), h('span', { className: ['aside'] }, names)],
      count(characters),
      count(distinct),
      lent === 0 ? '–' : [{ type: 'text', value: `${count(lent)}: ` }, list(lentCharacters, lang)],
      subsets === 1 ? size(bytes) : `${size(bytes)} in ${counted(subsets, 'subset')}`
    ]
  })
  const lent = measured.fonts.reduce((sum, use) => sum + use.lent, 0)
  const about =
    lent === 0
      ? 'Every character of the text was painted in the face it was meant for.'
      : `Of the text ${counted(lent, 'character')} fell back on another face, since the one they were meant for has none of its own: digits and marks of half an em, or a character it lacks.`
  return section('fonts', 'Fonts', [
    h('p', about),
    table(
      'fonts',
      ['Font', 'Painted', 'Different', 'In place of another', 'Embedded'],
      rows,
      new Set([1, 2, 4])
    )
  ])
}

function list(characters: string, lang: string): Element {
  const all = [...characters]
  const shown = all.slice(0, most).join('')
  return h('span', { lang }, all.length > most ? `${shown}…` : shown)
}
