import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { frontMatterSchema, settingsSchema } from '../../src/book.ts'
import { jsonSchemaOf, partialSchema } from '../../src/cli/json-schema.ts'

const schemas = {
  'front-matter': jsonSchemaOf(frontMatterSchema),
  settings: partialSchema(jsonSchemaOf(settingsSchema))
}

const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } })

describe.each(Object.entries(schemas))('the JSON Schema of %s', (name, schema) => {
  const isValid = ajv.compile(schema)
  const faultsOf = (yaml: string) => (isValid(parse(yaml)) ? [] : (isValid.errors ?? []))
  const placesOf = (yaml: string) => faultsOf(yaml).map(({ instancePath }) => instancePath)

  test('is the file in templates/schemas', async () => {
    const text = `${JSON.stringify(schema, undefined, 2)}\n`
    await expect(text).toMatchFileSnapshot(`../../templates/schemas/${name}.json`)
  })

  if (name === 'settings') {
    const files = readdirSync('templates', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('settings.yaml'))
      .map((path) => `templates/${path}`)

    test('every template fits it', () => {
      expect(files.length).toBeGreaterThanOrEqual(5)
      for (const path of files) expect(faultsOf(readFileSync(path, 'utf8'))).toEqual([])
    })

    test.each([
      ['measure: 28.5', '/measure'],
      ['press: { bleed: 21 }', '/press/bleed'],
      ['styles: { body: { size: 0.1 } }', '/styles/body/size'],
      ['styles: { body: { aline: start } }', '/styles/body'],
      ['mirrored: often', '/mirrored'],
      ['marks: 全', '/marks'],
      ['fonts: [{ family: Own }]', '/fonts/0'],
      ['exceptions: [{ rule: no-such-rule, reason: none }]', '/exceptions/0/rule']
    ])('%s does not', (yaml, place) => {
      expect(placesOf(`extends: official\n${yaml}\n`)).toContain(place)
    })

    test.each([
      'size: 156/28',
      'size: 5',
      'press: { creep: 0 }',
      'styles: { h2: { pitch: 2 / 3 } }'
    ])('%s does', (yaml) => {
      expect(faultsOf(yaml)).toEqual([])
    })
  } else {
    const good = /^---\n([\s\S]*?)\n---\n/.exec(
      readFileSync('test/fixtures/declaration/declaration.md', 'utf8')
    )?.[1]

    test('the declaration fits it', () => {
      expect(good).toContain('sha256')
      expect(faultsOf(good ?? '')).toEqual([])
      expect(faultsOf(`${good}\nsupplement: true`)).toEqual([])
    })

    test.each([
      ['titel: 宣言', ''],
      ['supplement: perhaps', '/supplement'],
      ['corrections: [{ date: 2021-10-08 }]', '/corrections/0'],
      ['corrections: [{ date: 8 October, what: 订正 }]', '/corrections/0/date']
    ])('%s does not', (yaml, place) => {
      expect(placesOf(`${good}\n${yaml}`)).toContain(place)
    })

    test('nothing does without a title', () => {
      expect(placesOf((good ?? '').replace(/^title:.*$/m, ''))).toEqual([''])
    })
  }
})
