import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { charactersByFace } from '../../src/site/characters-by-face.ts'

const styles = readFileSync(new URL('../../templates/shared/html.css', import.meta.url), 'utf8')
const page = new TextEncoder().encode(
  '<h2>会</h2><h3>议</h3><p>文<strong>要</strong><em>点</em></p>'
)
const letters = charactersByFace([page], styles)

test('each face has what is set in it', () => {
  for (const character of '会议文要点') expect(letters.get('song'), character).toContain(character)
  expect(letters.get('bold')).toContain('会')
  expect(letters.get('bold')).not.toContain('文')
  for (const character of '议要') expect(letters.get('hei'), character).toContain(character)
  expect(letters.get('hei')).not.toContain('文')
})

test('an attribute is known by its name as it is written', () => {
  const cell = new TextEncoder().encode('<table><tr><td colspan="2" data-unit-name="x">总</table>')
  for (const name of ['colspan', 'data-unit-name']) {
    const found = charactersByFace([cell], `[${name}] { font-weight: 700 }`)
    expect(found.get('bold'), name).toContain('总')
  }
})

test('a sign the style sheet adds is in every face, also the dot of 着重号', () => {
  for (const face of ['song', 'bold', 'hei'] as const) {
    for (const sign of '・§页') expect(letters.get(face), `${face} ${sign}`).toContain(sign)
  }
})

test('黑 is asked for in no weight but that which a site has', () => {
  const weights = [...styles.matchAll(/font(?:-weight)?:\s*(\d00)\b/g)].map(([, weight]) => weight)
  expect(new Set(weights)).toEqual(new Set(['400', '700']))
  const bold = [...styles.matchAll(/\{([^{}]*font-weight: 700[^{}]*)\}/g)].map(([, rule]) => rule)
  expect(bold.filter((rule) => rule?.includes('--hei'))).toEqual([])
})
