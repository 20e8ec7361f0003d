import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTemplate } from '../../../src/read.ts'

const require = createRequire(import.meta.url)
const song = require.resolve(
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'
)
const kai = require.resolve('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2')

let folder = ''
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kanben-fonts-')))
  await mkdir(join(folder, 'mine', 'fonts'), { recursive: true })
  await writeFile(join(folder, 'mine', 'fonts', 'song.ttf'), await readFile(song))
  await writeFile(join(folder, 'mine', 'fonts', 'kai.woff2'), await readFile(kai))
  await writeFile(join(folder, 'mine', 'OFL.txt'), 'Permission is granted…')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a font of the template', () => {
  test('is read with its notice, behind the bundled ones', async () => {
    const { template, problems } = await read([
      entry({ licenceFile: 'OFL.txt' }),
      entry({ weight: '700', licenceFile: 'OFL.txt' }),
      entry({ family: 'Brush', file: 'fonts/kai.woff2', name: 'A brush' })
    ])
    expect(problems).toEqual([])
    const own = template?.fonts.slice(-3) ?? []
    expect(own.map(({ family, weight, typeface }) => [family, weight, typeface.fontName])).toEqual([
      ['FangSong', 400, 'NotoSerifSC'],
      ['FangSong', 700, 'NotoSerifSC'],
      ['Brush', 400, 'LXGWWenKai']
    ])
    expect(own[0]?.typeface).toEqual({
      name: 'My 仿宋',
      fontName: 'NotoSerifSC',
      copyright: '© somebody',
      licence: 'OFL 1.1',
      licenceText: 'Permission is granted…'
    })
    expect(own[2]?.typeface.licenceText).toBe('OFL 1.1')
    // Once in the colophon, even with several weights.
    expect(own[1]?.typeface).toBe(own[0]?.typeface)
    expect(template?.fonts[0]?.family).toBe('Song')
    expect(template?.settings.styles.body.face).toBe('FangSong')
  })

  test('is found beside the settings that name it, whoever extends them', async () => {
    await read([entry({})])
    await mkdir(join(folder, 'child'), { recursive: true })
    await writeFile(join(folder, 'child', 'settings.yaml'), 'extends: ../mine\n')
    const file = new VFile({ path: 'source.md', cwd: folder })
    const template = await readTemplate('./child', file)
    expect(file.messages).toEqual([])
    expect(template?.fonts.at(-1)?.family).toBe('FangSong')
  })

  test.each([
    ['CFF outlines', sfnt('OTTO', ['CFF ']), 'font without TrueType outlines'],
    ['variations', sfnt('\0\x01\0\0', ['fvar', 'glyf']), 'variable font'],
    ['no outlines', sfnt('\0\x01\0\0', ['name']), 'font without TrueType outlines'],
    ['nothing but outlines', sfnt('\0\x01\0\0', ['glyf']), 'file that is no font'],
    ['several fonts', Buffer.from('ttcf\0\x01\0\0\0\0\0\x01\0\0\0\x10', 'latin1'), 'collection'],
    ['words', Buffer.from('Dear Sir or Madam'), 'file that is no font'],
    ['nothing', Buffer.alloc(0), 'file that is no font']
  ])('with %s is refused', async (_name, bytes, what) => {
    await writeFile(join(folder, 'mine', 'fonts', 'bad.ttf'), bytes)
    const { template, problems } = await read([entry({ file: 'fonts/bad.ttf' })])
    expect(template).toBeUndefined()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`template-font Unexpected ${what}`)
    expect(problems[0]).toMatch(
      /, expected static TrueType outlines \(mine\/settings\.yaml:4:11\)$/
    )
  })

  test.each([
    ['file', { file: 'fonts/none.ttf' }, 'missing file `fonts/none.ttf`, expected a file', '4:11'],
    ['licence', { licenceFile: 'fonts' }, 'folder `fonts`, expected a file', '8:18']
  ])('without its %s is refused', async (_name, fields, reason, place) => {
    const { template, problems } = await read([entry(fields)])
    expect(template === undefined).toBe(true)
    expect(problems).toEqual([`template-font Unexpected ${reason} (mine/settings.yaml:${place})`])
  })

  test.each([
    ['a bundled one', [entry({}), entry({ family: 'Hei' })], '`fonts.1.family: Hei`'],
    ['the face for code', [entry({}), entry({ family: 'Mono' })], '`fonts.1.family: Mono`'],
    ['itself', [entry({}), entry({})], '`fonts.1.family: FangSong`']
  ])('may not take the place of %s', async (_name, entries, found) => {
    const { template, problems } = await read(entries)
    expect(template === undefined).toBe(true)
    expect(problems).toEqual([
      `template-settings Unexpected ${found}, expected no font with weight 400 twice (mine/settings.yaml:8:13)`
    ])
  })

  test('may add a weight to a bundled family', async () => {
    const { template, problems } = await read([entry({}), entry({ family: 'Hei', weight: '700' })])
    expect(problems).toEqual([])
    expect(template?.fonts.at(-1)).toMatchObject({ family: 'Hei', weight: 700 })
  })
})

type Fields = Readonly<Record<string, string>>

function entry(fields: Fields): Fields {
  return {
    family: 'FangSong',
    weight: '400',
    file: 'fonts/song.ttf',
    name: 'My 仿宋',
    copyright: '© somebody',
    licence: 'OFL 1.1',
    ...fields
  }
}

async function read(entries: ReadonlyArray<Fields>) {
  const fonts = entries.map((fields) =>
    Object.entries(fields)
      .map(([key, value], index) => `${index === 0 ? '  -' : '   '} ${key}: ${value}\n`)
      .join('')
  )
  const body = 'styles: { body: { face: FangSong } }\n'
  const yaml = `fonts:\n${fonts.join('')}extends: official\n${body}`
  await writeFile(join(folder, 'mine', 'settings.yaml'), yaml)
  const file = new VFile({ path: 'source.md', cwd: folder })
  const template = await readTemplate('./mine', file)
  const problems = file.messages.map(({ ruleId, reason, file: path, line, column }) => {
    return `${ruleId} ${reason} (${path}:${line}:${column})`
  })
  return { template, problems }
}

/** A font file with only a table directory (OpenType, “Font tables”). */
function sfnt(magic: string, tags: ReadonlyArray<string>): Buffer {
  const head = Buffer.alloc(12)
  head.write(magic, 'latin1')
  head.writeUInt16BE(tags.length, 4)
  return Buffer.concat([
    head,
    ...tags.map((tag) => Buffer.from(`${tag.padEnd(15, '\0')}\x01`, 'latin1'))
  ])
}
