import type { ElementContent } from 'hast'
import { h } from 'hastscript'
import { expect, test } from 'vitest'
import { linesOf, looksOf, t, textsOf } from './sample.ts'

test('a word is parted at a syllable by a hyphen that is no part of the text', () => {
  const [first, second] = linesOf('各方致力于international合作', { measure: 8 })
  expect(first?.content).toContainEqual(
    h('span', { className: ['hyphen'], dataApparatus: 'generated' }, '-')
  )
  expect(first?.width).toBe(8)
  expect(second && looksOf(second)).toBe('national合作')
})

test.each([
  ['no language', 'international', 'none'],
  ['capitals', 'INTERNATIONAL', 'en-us'],
  ['a capital inside', 'interNational', 'en-us'],
  ['a digit inside', 'inter4national', 'en-us'],
  ['a letter that is not ASCII', 'internationäl', 'en-us'],
  ['five letters', 'water', 'en-us']
] as const)('a word stays whole: %s', (_, word, hyphenation) => {
  const texts = textsOf(`各方致力于其${word}合作`, { measure: 8, hyphenation })
  expect(texts.filter((text) => text.includes(word))).toHaveLength(1)
})

test('code stays whole', () => {
  const content = [t('各方致力于其'), h('code', 'international'), t('合作')]
  expect(textsOf(content, { measure: 8 })[1]).toMatch(/international/)
})

test.each([
  ['German', h('span', { lang: 'de' }, 'international')],
  ['German around emphasis', h('span', { lang: 'de' }, [h('em', 'international')])],
  ['German within English', h('span', { lang: 'en' }, [h('i', { lang: 'de' }, 'international')])]
])('a word of another language than English stays whole: %s', (_, word) => {
  const texts = textsOf([t('各方致力于'), word, t('合作')], { measure: 8 })
  expect(texts.filter((text) => text.includes('international'))).toHaveLength(1)
})

test.each(['en', 'EN-gb'])(
  'a word said to be English, %s, is parted as one said nothing of',
  (lang) => {
    const content = [t('各方致力于'), h('span', { lang }, 'international'), t('合作')]
    const plain = linesOf('各方致力于international合作', { measure: 8 })
    const lines = linesOf(content, { measure: 8 })
    expect(lines.map(looksOf)).toEqual(plain.map(looksOf))
    expect(lines.map(({ content }) => content.filter(isForeign).length)).toEqual([1, 1])
    function isForeign(node: ElementContent): boolean {
      return node.type === 'element' && node.properties.lang === lang
    }
  }
)

test('two lines in a row do not both end in a hyphen where another way is as good', () => {
  const text =
    'regional the 合作 the security development 伙伴 and of cooperation security mutual 合作 and ' +
    'organization organization members and'
  expect(linesOf(text, { measure: 29 }).map((line) => looksOf(line).includes('hyphen'))).toEqual([
    true,
    false,
    false
  ])
})

test('two letters stay on the line, and three go to the next', () => {
  expect(textsOf('各方international', { measure: 8 })[0]).toBe('各方interna')
})

test('a word is parted behind a hyphen of its own, and a telephone number is not', () => {
  expect(textsOf('各方致力于semi-official合作', { measure: 8, hyphenation: 'none' })[0]).toBe(
    '各方致力于semi-'
  )
  expect(textsOf('各方致力于010-12345678合作', { measure: 8 })[0]).toBe('各方致力于')
  expect(textsOf('各方致力于COVID-19合作', { measure: 8 })[0]).toBe('各方致力于COVID-')
  expect(textsOf('各方致力于其T-72合作', { measure: 7 })[0]).toBe('各方致力于其')
})

test('an address is parted behind its marks, without a hyphen', () => {
  expect(textsOf('见https://example.org/international/x合作一二三四', { measure: 12 })).toEqual([
    '见https://example.org/',
    'international/x合作一二',
    '三四'
  ])
  const link = h('a', { href: 'https://example.org/international' }, 'example.org/international')
  expect(linesOf([t('各方见'), link, t('合作')], { measure: 10 }).map(looksOf)).toEqual([
    '各方见a<example.org/in|>',
    'a<ternational|>合作'
  ])
})

test('an address and what is longer than any word leave no line torn', () => {
  const addresses = [
    'https://example.org/a/b?c=d#internationalization',
    'office@example.org',
    'www.example.org/i54ij77bfh5feef42a/e2bffjgeeb6e7g2d32'
  ]
  for (const address of addresses) {
    for (let measure = 20; measure < 30; measure += 0.5) {
      const gaps = linesOf(`见长网址${address}在句中，又见其后`, { measure }).map(({ gap }) => gap)
      expect(Math.max(...gaps)).toBeLessThan(1 / 16)
    }
  }
  const token = 'njopqrhljjaollzjxhzqaaeuqerafbagyzolzlrbp'
  const setting = { measure: 20, hyphenation: 'none' } as const
  expect(textsOf(`汉字之间的${token}是长词`, setting)[0]).toHaveLength(35)
  expect(textsOf(`汉字之间的${token.slice(1)}是长词`, setting)[0]).toBe('汉字之间的')
})

test('an address is parted before none of its marks, in lines of any length', () => {
  for (let measure = 8; measure < 20; measure += 0.5) {
    for (const text of textsOf('http://e.org/2021/09/?a=%20&b=x_1-2#z', { measure }).slice(1)) {
      expect(text).not.toMatch(/^[/.\-?&=_#%]/)
    }
  }
})

test('a word longer than the line is parted anywhere, and its lines are full', () => {
  const lines = linesOf('a'.repeat(10_000))
  expect(lines.slice(0, -1).every(({ width }) => width === 10)).toBe(true)
  expect(lines).toHaveLength(500)
})

test('letters are spaced only in a line that has no other gap', () => {
  expect(linesOf(`${'a'.repeat(41)}中`, { measure: 10.25 }).map(looksOf)[0]).toMatch(
    /^<a+\|0\.0131/
  )
  expect(linesOf('各方致力于inter4nation合作一二', { measure: 7.2 }).map(looksOf)[1]).toBe(
    'inter4natio<n|0.2>合'
  )
})

test('in lines that are not justified an address is parted behind a slash, or if it is longer', () => {
  const setting = { align: 'start', measure: 16 } as const
  expect(textsOf('字体 http://www.adobe.com/', { ...setting, measure: 12.5 })).toEqual([
    '字体 http://',
    'www.adobe.com/'
  ])
  expect(textsOf('一二三四五六七八九international合作', { ...setting, measure: 14 })).toEqual([
    '一二三四五六七八九',
    'international合作'
  ])
  const digest = 'd5'.repeat(20)
  expect(textsOf(`摘要 ${digest}ab`, { ...setting, measure: 21 })).toEqual(['摘要 ', `${digest}ab`])
})

test('© stays with its year', () => {
  expect(textsOf('一二三四五六 © 2017', { measure: 8.5 })).toEqual(['一二三四五六 ', '© 2017'])
})

test('an apostrophe is a letter, and closed up', () => {
  for (const writing of ['horizontal', 'vertical'] as const) {
    expect(linesOf('于it’s合作', { writing }).map(looksOf)).toEqual(['于it<’|half -0.2>s合作'])
  }
  expect(textsOf('各方致力于it’s合作', { measure: 6 })[1]).toBe('it’s合作')
  expect(linesOf('rock ’n’ roll').map(looksOf)).toEqual(['rock <’|half -0.2>n<’|half -0.2> roll'])
  expect(linesOf('‘it’s a dog’ 与').map(looksOf)[0]).toMatch(/dog’ 与$/)
})
