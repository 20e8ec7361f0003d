import { readFileSync } from 'node:fs'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { findHtmlFaults, htmlChecks } from '../src/check/html/check.ts'
import { findHidden } from '../src/check/markup/hidden.ts'
import { mayMatch } from '../src/check/markup/select.ts'
import { declarationsOf, rulesOf } from '../src/check/markup/style.ts'
import { sheetOf, type Tag, textOf } from '../src/check/markup/tag.ts'
import { renderHtml } from '../src/render/html.ts'
import { bareTypeset, fullTypeset } from './render-sample.ts'

const styles = readFileSync(new URL('../templates/shared/html.css', import.meta.url), 'utf8')

const sheet = sheetOf(
  h('html', [
    h('style', '.x { display: none }'),
    h('body', [
      h('div', { className: ['body'] }, [
        h('p', { id: 'p1', dataApparatus: 'editor' }, ['甲', h('em', { lang: 'en' }, 'a')]),
        h('a', { className: ['permalink'], dataApparatus: 'generated' }, '1')
      ])
    ])
  ]),
  ''
)

test.each([
  ['with every construct', fullTypeset('html', styles), ['head-data', 'page-contents']],
  ['of two paragraphs', bareTypeset('html', styles), ['head-data']]
])('nothing is wrong with a page %s', (_, typeset, known) => {
  // Laid out by hand, it has no Markdown to be named after, and its contents are flat.
  const findings = findHtmlFaults(renderHtml(typeset), typeset.book, '')
  expect(findings.map(({ check }) => check.id)).toEqual(known)
  expect(htmlChecks.length).toBeGreaterThan(15)
})

test('elements are read with their attributes as they are written', () => {
  const [paragraph] = sheet.tags.filter(({ name }) => name === 'p')
  expect(paragraph?.attributes).toEqual({ id: 'p1', 'data-apparatus': 'editor' })
  expect(paragraph && textOf(paragraph)).toBe('甲a')
  expect(sheet.tags.map(({ isGenerated }) => isGenerated).lastIndexOf(true)).toBe(6)
})

test('a style sheet is read rule by rule, in whatever rule they stand', () => {
  const css = `/* a{b:c} */ @import "x"; a, b:is(c, d) { color: red; content: "}{;" }
    @media print { p { & > em { Display: NONE !important } margin: 0; @media (x) { opacity: 0 } } }
    @font-face { src: url(a;b) } @keyframes k { from { opacity: 0 } }`
  expect(rulesOf(css)).toEqual([
    {
      selectors: ['a', 'b:is(c, d)'],
      declarations: [
        ['color', 'red'],
        ['content', '"}{;"']
      ]
    },
    { selectors: ['p > em'], declarations: [['display', 'none']] },
    {
      selectors: ['p'],
      declarations: [
        ['margin', '0'],
        ['opacity', '0']
      ]
    }
  ])
  expect(declarationsOf('a: b; c: d')).toEqual([
    ['a', 'b'],
    ['c', 'd']
  ])
})

test.each([
  ['#p1', true],
  ['p:not(.a)', true],
  ['html > body .body p', true],
  ['[data-apparatus="editor"]', true],
  ['[id^=p]', true],
  ['[id|="p1"]', true],
  [':is(h1, .body > p)', true],
  ['h2 + p', true],
  ['*', true],
  ['.contents p', false],
  ['p.note', false],
  ['div', false],
  [':root', false],
  ['[id$="2"]', false],
  [':where(h1, h2)', false]
])('%s may choose a paragraph: %s', (selector, isChosen) => {
  const paragraph = sheet.tags.find(({ name }) => name === 'p')
  expect(paragraph && mayMatch(paragraph, selector)).toBe(isChosen)
})

test.each([
  ['p { display: none }', 1],
  ['@media print { .body { visibility: hidden } }', 1],
  ['em { font: 0/0 a }', 1],
  ['em { font: italic 1px serif }', 1],
  ['p { text-indent: -9999px }', 1],
  ['p::after { content: "无效" }', 1],
  ['.permalink { display: none }', 0],
  ['p { font: 400 112.5% / 1.9 serif; margin: 0; max-width: none; text-indent: 2em }', 0],
  ['p::before { content: "—" counter(x) }', 0],
  ['p::before { opacity: 0 }', 0]
])('%s hides text: %s', (css, count) => {
  expect(findHidden([sheet], [css])).toHaveLength(count)
})

test('text hidden by an attribute is found', () => {
  const hide = (attributes: Tag['attributes']) =>
    findHidden([sheetOf(h('p', attributes, '甲'), '')], []).length
  expect([hide({}), hide({ ariaHidden: 'true' }), hide({ style: 'opacity:0' })]).toEqual([0, 1, 1])
})
