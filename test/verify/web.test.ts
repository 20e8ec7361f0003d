import { readFileSync } from 'node:fs'
import { generate } from 'css-tree'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { renderHtml } from '../../src/render/html.ts'
import { findHidden } from '../../src/verify/markup/hidden.ts'
import { findFetched } from '../../src/verify/markup/safe.ts'
import { mayMatch } from '../../src/verify/markup/select.ts'
import { readStyle } from '../../src/verify/markup/style.ts'
import { type MarkupElement, markupFileOf, textOf } from '../../src/verify/read/markup.ts'
import { htmlChecks } from '../../src/verify/web/check.ts'
import { faultsOfPage } from '../samples/read-back.ts'
import { bareTypeset, fullTypeset } from '../samples/render.ts'

const styles = readFileSync(new URL('../../templates/shared/html.css', import.meta.url), 'utf8')

const sheet = markupFileOf(
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
  [
    'with every construct',
    fullTypeset('html', styles),
    ['head-data', 'page-contents', 'page-colophon']
  ],
  ['of two paragraphs', bareTypeset('html', styles), ['head-data', 'page-colophon']]
])('nothing is wrong with a page %s', (_, typeset, known) => {
  // A hand-made document has no Markdown to be named after; its contents are flat and its colophon
  // short.
  const findings = faultsOfPage(renderHtml(typeset), typeset.book, '')
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
  const css = `/* a{b:c} */ a, b:is(c, d) { color: red; content: "}{;" }
    @media print { p { & > em { Display: NONE !important } margin: 0; @media (x) { opacity: 0 } } }
    @supports (color: red) { @LAYER x { a { col\\6fr: blue } } }
    @font-face { src: url(a;b) } @keyframes k { from { opacity: 0 } } @page { @top-left { a: b } }`
  expect(told(css)).toEqual([
    'a,b:is(c,d) color:red',
    'a,b:is(c,d) content:"}{;"',
    '&>em display:NONE',
    'p margin:0',
    'p opacity:0',
    'a color:blue'
  ])
  expect(told('a: b; c: d', 'declarationList')).toEqual([' a:b', ' c:d'])
})

function told(css: string, context: 'stylesheet' | 'declarationList' = 'stylesheet') {
  const { declarations, unread } = readStyle(css, context)
  expect(unread).toEqual([])
  return declarations.map(
    ({ selectors, property, value }) =>
      `${selectors.map((one) => generate(one))} ${property}:${generate(value)}`
  )
}

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
  [':where(h1, h2)', false],
  ['.\\62 ody P', true],
  ['.body/* .x */ > /**/p', true],
  ['HTML|p', true],
  ['*|p[*|ID="P1" i]', true],
  ['p::first-line', true],
  ['body :is(.x, :is(.body > &))', true],
  ['ol div + p', false],
  ['em > p', false]
])('%s may choose a paragraph: %s', (selector, isChosen) => {
  const paragraph = sheet.tags.find(({ name }) => name === 'p')
  const [rule] = readStyle(`${selector} { a: b }`, 'stylesheet').declarations
  expect(paragraph && rule?.selectors.map((one) => mayMatch(paragraph, one))).toEqual([isChosen])
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
  ['p::before { opacity: 0 }', 0],
  ['.\\62 ody { display: none }', 1],
  ['p { d\\69splay: n\\6fne }', 1],
  ['P/**/#p1 { DISPLAY : None ! important }', 1],
  ['.body { & p { opacity: 0 } }', 1],
  ['.body { color: red; @media print { visibility: hidden } }', 1],
  ['@supports (display: grid) { p { display : none } }', 1],
  ['@layer base { @container (width > 1px) { p { display: none } } }', 1],
  ['@media print { p { display: none', 1],
  ['p { color: red; & em { display: none', 1],
  ['@import "other.css";', 1],
  ['@\\69mport "other.css";', 1],
  ['p::before { content: "\\7532" }', 1],
  ['P:BEFORE { content: counter(x, "甲") }', 1],
  ['p::after { quotes: "甲" ""; content: open-quote }', 1],
  [':root { --x: none } p { display: var(--x) }', 1],
  [':root { --x: var(--y); --y: transparent } p { color: var(--x) }', 1],
  [':root { --x: "甲" } p::before { content: var(--x) }', 1],
  ['p { display: var(--x, none) }', 1],
  ['p { font: 0 serif }', 1],
  ['p { content: linear-gradient(white, white) }', 1],
  ['p { -webkit-text-stroke: 20px white }', 1],
  ['div { flex-direction: column-reverse }', 1],
  [`:root { ${chain(40)} } p { display: var(--a0) }`, 1],
  ['p { opacity: 1e-9 }', 1],
  ['p { max-height: calc(100% * 0) }', 1],
  ['p { margin-left: calc(-1 * 9999px) }', 1],
  ['p { color: oklch(0 0 0 / 1%) }', 1],
  ['p { -webkit-mask-image: linear-gradient(#000, #fff) }', 1],
  ['@supports (display: none) { p { color: rgb(0, 0, 0) } }', 0],
  ['.body { @supports (display: none) { color: red } }', 0],
  ['@font-face { font-family: "甲"; src: url(x) } @page { size: 0 }', 0],
  ['@-webkit-keyframes x { from { opacity: 0 } }', 0],
  [':root { --x: var(--x) } p { color: var(--x) }', 0],
  ['p::after { content: "\\a" }', 0]
])('%s hides text: %s', (css, count) => {
  expect(findHidden([sheet], [css])).toHaveLength(count)
})

test.each([
  'p { color }',
  'p } em { color: red }',
  '.body { p { color: red } }',
  'p || em { color: red }',
  'p { color: red; } }'
])('what cannot be read is told: %s', (css) => {
  expect(findHidden([sheet], [css])[0]).toMatchObject({
    what: expect.stringMatching(/^“.+” at 1:\d+ of a style$/),
    want: 'one that can be read'
  })
})

/** Names each of which is two others. */
function chain(length: number): string {
  const links = Array.from({ length }, (_, at) => {
    return `--a${at}: var(--a${at + 1}) var(--b${at + 1}); --b${at}: var(--a${at + 1}) var(--b${at + 1})`
  })
  return [...links, `--b${length}: none`].join(';')
}

test.each([
  ['a { background: url(x.png) }', 1],
  ['a { background: u\\72l("x.png") }', 1],
  ['a { background: image-set("x.png" 1x) }', 1],
  ['a { --x: url(x.png) }', 1],
  ['@font-face { src: local("Wingdings") }', 1],
  ['a { background: -webkit-cross-fade("x.png", red) }', 1],
  ['@font-face { src: url(x.ttf) }', 1],
  ['@\\69mport "x.css";', 1],
  ['a { behavior: none }', 1],
  ['@font-face { src: url(own.ttf) }', 0],
  ['a { fill: url(#x) } /* url(x) */ a::before { content: "url(x)" }', 0]
])('%s fetches something: %s', (css, count) => {
  expect(findFetched(css, 'the style', (href) => href === 'own.ttf')).toHaveLength(count)
})

test('text hidden by an attribute is found', () => {
  const hide = (attributes: MarkupElement['attributes']) =>
    findHidden([markupFileOf(h('p', attributes, '甲'), '')], []).length
  const styles = [
    'opacity:0',
    'DISPLAY/**/: n\\6fne!important',
    '--x: none; display: var(--x)',
    'x'
  ]
  expect([hide({}), hide({ ariaHidden: 'true' })]).toEqual([0, 1])
  expect(styles.map((style) => hide({ style }))).toEqual([1, 1, 1, 1])
  expect(hide({ style: '--title-length: 12' })).toBe(0)
})
