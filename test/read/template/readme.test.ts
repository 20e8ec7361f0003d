import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { VFile } from 'vfile'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { styleNames } from '../../../src/book.ts'
import { readTemplate } from '../../../src/read.ts'
import { publish } from '../../samples/browser.ts'

const require = createRequire(import.meta.url)
const kai = require.resolve('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2')
const readme = await readFile(new URL('../../../templates/README.md', import.meta.url), 'utf8')

let folder = ''
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'kanben-readme-')))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the template the README makes gives a PDF of its page', async () => {
  const section = sectionOf('Make a template in ten minutes')
  const mine = join(folder, 'mine')
  await mkdir(mine)
  await writeFile(join(mine, 'settings.yaml'), blockOf(section, 'yaml'))
  await writeFile(join(mine, 'pdf.css'), blockOf(section, 'css'))
  expect(section).toContain('--template ./mine`')
  const head = 'title: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n'
  const source = join(folder, 'a.md')
  await writeFile(source, `---\n${head}---\n\n## 一、总则\n\n各方声明如下。\n`)
  const options = { targets: ['pdf'], template: mine, strict: true } as const
  const { file, editions } = await publish(source, options, () => {})
  // The only message is that it has no received text.
  expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(['text-unheld'])
  const pdf = await PDFDocument.load(editions[0]?.bytes ?? new Uint8Array())
  const { width, height } = pdf.getPage(0).getSize()
  expect(Math.abs(width - (184 / 25.4) * 72)).toBeLessThan(0.5)
  expect(Math.abs(height - (260 / 25.4) * 72)).toBeLessThan(0.5)
})

test('the mistake the README shows is answered as it says', async () => {
  const section = sectionOf('Make a template in ten minutes')
  const yaml = blockOf(section, 'yaml').replace(/measure: \d+/, 'measure: 40')
  await mkdir(join(folder, 'wrong', 'mine'), { recursive: true })
  await writeFile(join(folder, 'wrong', 'mine', 'settings.yaml'), yaml)
  const file = new VFile({ path: 'a.md', cwd: join(folder, 'wrong') })
  expect(await readTemplate('./mine', file)).toBeUndefined()
  expect(file.messages.map(String)).toEqual([blockOf(section, '').trim()])
})

test('the font of your own of the README is read', async () => {
  const mine = join(folder, 'fangsong')
  await mkdir(join(mine, 'fonts'), { recursive: true })
  await writeFile(join(mine, 'settings.yaml'), blockOf(sectionOf('A font of your own'), 'yaml'))
  await writeFile(join(mine, 'fonts', 'fangsong.ttf'), await readFile(kai))
  await writeFile(join(mine, 'fonts', 'OFL.txt'), 'Permission is granted…')
  const file = new VFile({ path: 'a.md', cwd: folder })
  const template = await readTemplate('./fangsong', file)
  expect(file.messages).toEqual([])
  expect(template?.settings.styles.body.face).toBe('FangSong')
})

test('the README tells every style', () => {
  const table = sectionOf('Settings')
  const headings = ['h3', 'h4', 'h5']
  for (const name of styleNames.filter((name) => !headings.includes(name))) {
    expect(table).toContain(`\`${name}\``)
  }
})

function sectionOf(heading: string): string {
  const [, section = ''] = readme.split(`\n## ${heading}\n`)
  const [text = ''] = section.split(/\n##/)
  if (text === '') throw new Error(`templates/README.md has no section “${heading}”`)
  return text
}

/** The first code block of a language, without the indent of a list around it. */
function blockOf(section: string, language: string): string {
  const block = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'm')
  const blocks = language === '' ? section.replace(/^ +```[\s\S]*?^ +```$/gm, '') : section
  const [, indent = '', code = ''] = block.exec(blocks) ?? []
  if (code === '') throw new Error(`The section has no ${language} block`)
  return code.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
}
