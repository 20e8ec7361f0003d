import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { styleNames, type Template } from '../../src/book.ts'
import { readTemplate } from '../../src/read.ts'

const shipped = ['book', 'book-32k', 'large-print', 'official', 'vertical'] as const
const official = await readFile(
  new URL('../../templates/official/settings.yaml', import.meta.url),
  'utf8'
)

let folder = ''
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kanben-template-')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a template of kanben', () => {
  test.each(shipped)('%s is valid', async (name) => {
    const { template, problems } = await read(name)
    expect(problems).toEqual([])
    expect(template?.name).toBe(name)
  })

  test.each([
    ['official', 156, 225],
    ['book', 104, 162],
    ['book-32k', 100, 157],
    ['large-print', 160, 234.4],
    ['vertical', 109.629, 162]
  ])('%s has a type area of %d × %d mm', async (name, width, height) => {
    const { size, pitch, measure, lines, writing } = await settingsOf(name)
    const along = measure * size
    const across = (lines - 1) * pitch + size
    const area = writing === 'vertical' ? [across, along] : [along, across]
    expect(Math.abs((area[0] ?? 0) - width)).toBeLessThan(0.01)
    expect(Math.abs((area[1] ?? 0) - height)).toBeLessThan(0.01)
  })

  test('official follows GB/T 9704', async () => {
    const { page, margin, measure, lines, size, pitch } = await settingsOf('official')
    expect({ page, margin, measure, lines }).toEqual({
      page: { width: 210, height: 297 },
      margin: { head: 37, inner: 28 },
      measure: 28,
      lines: 22
    })
    expect(size).toBeCloseTo(5.5714, 4)
    expect(pitch).toBeCloseTo(10.449, 4)
  })

  test.each(['book', 'book-32k'])('the margins of %s grow round the page', async (name) => {
    const { page, margin, size, pitch, measure, lines } = await settingsOf(name)
    const outer = page.width - margin.inner - measure * size
    const foot = page.height - margin.head - (lines - 1) * pitch - size
    const around = [margin.inner, margin.head, outer, foot]
    expect(around).toEqual(around.toSorted((one, other) => one - other))
  })

  test('large-print has no text below 18 pt', async () => {
    const { size, styles } = await settingsOf('large-print')
    const least = Math.min(...styleNames.map((name) => styles[name].size * size))
    expect((least * 72) / 25.4).toBeGreaterThanOrEqual(18)
  })

  test('lines of small text that is justified are whole numbers of em', async () => {
    for (const name of shipped) {
      const { measure, styles } = await settingsOf(name)
      for (const { align, size, inset } of Object.values(styles)) {
        const room = (measure - inset * 2) / size
        if (align === 'justify') expect(Math.abs(room - Math.round(room))).toBeLessThan(1e-9)
      }
    }
  })

  test('what all share is no template', async () => {
    expect((await read('shared')).problems).toEqual([
      `template-unknown Unexpected template \`shared\`, expected ${shipped.join(', ')} or a folder with settings.yaml`
    ])
  })
})

describe('a template of a user', () => {
  test('takes settings and looks of another and replaces what it writes', async () => {
    await write('mine', 'extends: official\nlines: 20\nstyles:\n  note: { size: 2/3 }\n')
    await writeFile(join(folder, 'mine', 'pdf.css'), 'h1 { color: #333 }\n')
    const { template, problems } = await read('./mine')
    const base = await settingsOf('official')
    expect(problems).toEqual([])
    expect(template?.name).toBe('mine')
    expect(template?.settings).toEqual({
      ...base,
      lines: 20,
      styles: { ...base.styles, note: { ...base.styles.note, size: 2 / 3 } }
    })
    const { template: other } = await read('official')
    expect(template?.styles).toEqual({
      ...other?.styles,
      pdf: `${other?.styles.pdf}\nh1 { color: #333 }\n`
    })
  })

  test('may extend one beside it, and lists are replaced whole', async () => {
    await write('wide', 'extends: book\nparts: [text, title]\nmargin: { head: 20 }\n')
    await write('wider', 'extends: ../wide\nenumerators: [①]\n')
    const { template, problems } = await read(join(folder, 'wider'))
    expect(problems).toEqual([])
    expect(template?.settings).toMatchObject({
      parts: ['text', 'title'],
      margin: { head: 20, inner: 19 },
      enumerators: ['①']
    })
  })

  test('may say everything itself', async () => {
    await write('whole', official)
    const { template, problems } = await read('./whole')
    expect(problems).toEqual([])
    expect(template?.settings).toEqual(await settingsOf('official'))
  })

  test('is not found where it is not', async () => {
    await mkdir(join(folder, 'empty'), { recursive: true })
    for (const name of ['./nowhere', './empty', 'nowhere', '', 'templates/official']) {
      expect((await read(name)).problems).toEqual([
        `template-unknown Unexpected template \`${name}\`, expected ${shipped.join(', ')} or a folder with settings.yaml`
      ])
    }
  })

  test('a style sheet that cannot be read is no missing one', async () => {
    await write('sheet', 'extends: official\n')
    await mkdir(join(folder, 'sheet', 'html.css'))
    expect((await read('./sheet')).problems).toEqual([
      'template-file Unexpected folder `sheet/html.css`, expected a style sheet'
    ])
  })
})

/** Lines below `extends: official`, and the expected messages. */
const faults: ReadonlyArray<readonly [yaml: string, place: string, reason: string]> = [
  ['lines: many', '2:8', '`lines: many`, expected a whole number, 1 or more'],
  ['lines: 21.5', '2:8', '`lines: 21.5`, expected a whole number, 1 or more'],
  ['measure: 0', '2:10', '`measure: 0`, expected a whole number, 1 or more'],
  ['size: 1/0', '2:7', '`size: 1/0`, expected a length in mm, more than 0'],
  ['size: 5mm', '2:7', '`size: 5mm`, expected a length in mm, more than 0'],
  ['size:', '2:1', '`size: `, expected a length in mm, more than 0'],
  ['mirrored: yes', '2:11', '`mirrored: yes`, expected true or false'],
  ['writing: slanted', '2:10', '`writing: slanted`, expected horizontal, vertical'],
  ['marks: [全角]', '2:1', 'list or map as `marks`, expected 全角, 开明, 半角'],
  ['page: A4', '2:7', '`page: A4`, expected the settings width, height'],
  ['parts: [title, index, text]', '2:16', '`parts.1: index`, expected half-title, title'],
  ['enumerators: []', '2:1', 'list or map as `enumerators`, expected a marker for each level'],
  ['mesure: 20', '2:9', 'did you mean `measure`?'],
  ['page: { widht: 20 }', '2:16', '`page.widht`, expected width, height: did you mean `width`?'],
  ['colour: red', '2:9', 'setting `colour`, expected extends, fonts, writing'],
  [
    'styles:\n  note:\n    colour: red',
    '4:13',
    'setting `styles.note.colour`, expected face, weight, size'
  ],
  ['styles:\n  note: { pitch: 2 }', '3:18', '`styles.note.pitch: 2`, expected 1 or a part of it'],
  ['fonts:\n  - family: 仿宋', '3:13', '`fonts.0.family: 仿宋`, expected a name in Latin letters'],
  ['lines: 20\nlines: 21', '3:1', 'setting once more, expected each once'],
  ['lines: "20', '3:1', 'YAML (Missing closing "quote), expected lines `name: value`'],
  // Valid each by itself.
  ['measure: 33', '2:10', '`measure: 33`, expected at most 32, which the page'],
  ['lines: 26', '2:8', '`lines: 26`, expected at most 25, which the page'],
  ['pitch: 5', '2:8', '`pitch: 5`, expected 5.571 mm or more, as the size'],
  ['drop: 20', '2:7', '`drop: 20`, expected at most 19, so that two lines follow the heading'],
  ['styles:\n  note: { size: 1.3 }', '3:17', '`styles.note.size: 1.3`, expected at most 1.25 em'],
  ['styles:\n  poem: { inset: 14 }', '3:18', '`styles.poem.inset: 14`, expected less than half'],
  ['parts: [title]', '2:1', '`parts: [title]`, expected `text` among them'],
  ['parts: [title, text, text]', '2:1', '`parts: [title, text, text]`, expected each at most once'],
  [
    'em: { face: Fang }',
    '2:13',
    '`em.face: Fang`, expected Song, Hei, Kai, Mono or one of `fonts`'
  ],
  ['strong: { weight: 700 }', '2:19', '`strong.weight: 700`, expected a weight Hei has: 400'],
  ['writing: vertical\nmeasure: 47', '3:10', '`measure: 47`, expected at most 46'],
  ['exceptions: [{ rule: gaps, reason: narrow }]', '2:22', '`exceptions.0.rule: gaps`, expected'],
  ['extends: gothic', '2:1', 'setting once more']
]

describe('a problem in settings is told at its place', () => {
  test.each(faults)('%j', async (yaml, place, reason) => {
    await write('bad', `extends: official\n${yaml}\n`)
    const { template, problems } = await read('./bad')
    const told = problems.filter((problem) => problem.includes(reason))
    expect(told, problems.join('\n')).toHaveLength(1)
    expect(told[0]).toContain('template-settings Unexpected ')
    expect(template === undefined).toBe(true)
    expect(told[0]?.endsWith(` (bad/settings.yaml:${place})`), told[0]).toBe(true)
  })

  test('each once, all in one run', async () => {
    await write('bad', 'extends: official\nlines: x\nsize: y\nstyles: { h2: { after: -1 } }\n')
    const { problems } = await read('./bad')
    expect(problems.map((problem) => /\d+:\d+\)$/.exec(problem)?.[0]).sort()).toEqual([
      '2:8)',
      '3:7)',
      '4:24)'
    ])
  })

  test('a setting that nothing gives', async () => {
    await write('bad', official.replace(/^size:.*\n/m, '').replace(', height: 297', ''))
    expect((await read('./bad')).problems).toEqual([
      'template-settings Unexpected settings without `page.height`, expected it, or `extends: official` (bad/settings.yaml:4:1)',
      'template-settings Unexpected settings without `size`, expected it, or `extends: official` (bad/settings.yaml:1:1)'
    ])
  })

  test('a fault that comes from what is extended is told where it is written', async () => {
    await write('above', 'extends: official\nlines: 0\n')
    await write('bad', 'extends: ../above\n')
    expect((await read('./bad')).problems).toEqual([
      'template-settings Unexpected `lines: 0`, expected a whole number, 1 or more (above/settings.yaml:2:8)'
    ])
  })

  test.each([
    ['extends: gothic', `expected a path or ${shipped.join(', ')} (bad/settings.yaml:1:10)`],
    [
      'extends: ../nowhere',
      'missing file, expected the settings of a template (nowhere/settings.yaml:1:1)'
    ],
    [
      'extends: ../bad',
      'expected a template that does not extend this one (bad/settings.yaml:1:10)'
    ],
    [
      'extends: ../ring',
      'expected a template that does not extend this one (ring/settings.yaml:1:10)'
    ],
    ['just words', 'expected the settings extends, fonts, writing']
  ])('%s', async (yaml, reason) => {
    await write('ring', 'extends: ../bad\n')
    await write('bad', `${yaml}\n`)
    const { template, problems } = await read('./bad')
    expect(template).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(reason)
  })
})

async function settingsOf(name: string): Promise<Template['settings']> {
  const { template, problems } = await read(name)
  if (!template) throw new Error(problems.join('\n'))
  return template.settings
}

async function write(name: string, settings: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true })
  await writeFile(join(folder, name, 'settings.yaml'), settings)
}

async function read(name: string) {
  const file = new VFile({ path: 'source.md', cwd: folder })
  const template = await readTemplate(name, file)
  const problems = file.messages.map(({ ruleId, reason, fatal, file: path, line, column }) => {
    expect(fatal).toBe(true)
    // The place is in the settings, which the message then names.
    const where = line === undefined ? '' : ` (${path}:${line}:${column})`
    return `${ruleId} ${reason}${where}`
  })
  return { template, problems }
}
