import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ended, startProgram } from '../../samples/program.ts'

/** Hides the native package that pdf.js draws with, as where it has none for the machine. */
const withoutCanvas = `
  import Module from 'node:module'
  const resolve = Module._resolveFilename
  let refused = 0
  Module._resolveFilename = function (name, ...rest) {
    if (!name.startsWith('@napi-rs/canvas')) return resolve.call(this, name, ...rest)
    refused += 1
    throw Object.assign(new Error('Cannot find module ' + name), { code: 'MODULE_NOT_FOUND' })
  }
  process.once('exit', () => console.error(refused > 0 ? 'refused' : 'never asked'))`

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-pdfjs-'))
  await writeFile(
    join(folder, 'a.md'),
    '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n正文。\n'
  )
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('a PDF is proved without a native package, and nothing is said of it', async () => {
  const args = ['build', 'a.md', '--to', 'pdf', '--strict']
  const { code, stderr } = await ended(startProgram(args, { cwd: folder }, withoutCanvas))
  expect({ code, stderr: stderr.split('\n').slice(-2) }).toEqual({
    code: 0,
    stderr: ['refused', '']
  })
  expect(stderr).not.toContain('anvas')
  expect(await readFile(join(folder, 'output', 'a.pdf'), 'latin1')).toMatch(/^%PDF-/)
})
