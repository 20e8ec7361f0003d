import type { Element } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import type { Settings } from '../../src/book.ts'
import { setMarkers } from '../../src/typeset/markers.ts'

const enumerators: Settings['enumerators'] = ['1.', '（1）', '①', 'a.']

test('the items of a list hold a paragraph, and this a marker that is apparatus', () => {
  const list = h('ol', { start: 3 }, [
    h('li', [h('p', '甲')]),
    h('li', ['乙', h('ruby', '字'), h('u', '名'), h('ul', h('li', '丙'))])
  ])
  const marker = (text: string): Element =>
    h('span', { className: ['marker'], dataApparatus: 'generated' }, text)
  expect(setMarkers(list, enumerators)).toEqual(
    h('ol', { start: 3 }, [
      h('li', [h('p', [marker('3.'), '甲'])]),
      h('li', [
        h('p', [marker('4.'), '乙', h('ruby', '字'), h('u', '名')]),
        h('ul', h('li', h('p', [marker('•'), '丙'])))
      ])
    ])
  )
})

test('numbered lists have a style by level, and bullets between them are no level', () => {
  const list = nest(nest(h('ul', h('li', ['项', nest(nest(nest(h('ol', h('li', '末')))))]))))
  expect(markersOf(list)).toEqual(['1.', '（1）', '•', '①', 'a.', 'a.', 'a.'])
})

test.each([
  ['1.', 0, '0.'],
  ['（1）', 12, '（12）'],
  ['①', 1, '①'],
  ['①', 20, '⑳'],
  ['①', 21, '㉑'],
  ['①', 35, '㉟'],
  ['①', 36, '㊱'],
  ['①', 50, '㊿'],
  ['①', 51, '（51）'],
  ['①', 0, '0.'],
  ['a.', 26, 'z.'],
  ['a.', 27, 'aa.'],
  ['一、', 1, '一、'],
  ['一、', 10, '十、'],
  ['一、', 21, '二十一、'],
  ['一、', 9999, '九千九百九十九、'],
  ['一、', 10000, '10000.'],
  ['（一）', 15, '（十五）']
] as const)('in the style %s, %i is %s', (style, start, marker) => {
  expect(markersOf(h('ol', { start }, h('li', '甲')), [style])).toEqual([marker])
})

test('notes are numbered as they are called, and lists in them begin at the first level', () => {
  const notes = h('section', { dataFootnotes: true }, [
    h('ol', h('li', h('p', '注'), h('ol', h('li', '甲')))),
    h('ol', { type: 'a' }, h('li', h('p', '编')))
  ])
  expect(markersOf(notes, ['一、', '（一）'])).toEqual(['1.', '一、', 'a.'])
})

test('the signatories stand in columns, without markers', () => {
  const list = h('ul', h('li', [h('span', { className: ['office'] }, '总统')]))
  expect(setMarkers(list, enumerators)).toEqual(list)
})

test('a task has its box for a marker', () => {
  const task = (checked: boolean): Element =>
    h('ul', h('li', [h('input', { type: 'checkbox', checked }), '做']))
  expect([true, false].map((checked) => textOf(setMarkers(task(checked), enumerators)))).toEqual([
    '■做',
    '□做'
  ])
})

/** Put a list into the item of a numbered list. */
function nest(list: Element): Element {
  return h('ol', h('li', ['项', list]))
}

/** List the markers set, from the outermost list inwards. */
function markersOf(list: Element, styles = enumerators): ReadonlyArray<string> {
  const markers: string[] = []
  visit(setMarkers(list, styles), 'element', (node) => {
    if (String(node.properties.className) === 'marker') markers.push(textOf(node))
  })
  return markers
}
