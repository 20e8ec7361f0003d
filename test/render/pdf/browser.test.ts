import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { findProgram, type Machine } from '../../../src/render/pdf/browser.ts'
import { ended, startProgram } from '../../samples/program.ts'

/** Makes the processor one that the pinned browser is not built for. */
const otherProcessor = `
  import os from 'node:os'
  import { syncBuiltinESMExports } from 'node:module'
  os.arch = () => 'arm64'
  syncBuiltinESMExports()`

/** Hides the package puppeteer, which npm does not install with this one. */
const withoutPuppeteer = `
  import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`
    export function resolve(name, context, next) {
      if (name === 'puppeteer') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' })
      return next(name, context)
    }\`))`

const pathsOfPuppeteer = `
  import { executablePath } from 'puppeteer'
  const paths = ['shell', true].map((headless) => executablePath({ headless }))
  console.log(JSON.stringify(paths))`

let folder = ''
let machine: Machine = { platform: 'linux', arch: 'arm64', installed: [] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-choice-'))
  machine = { ...machine, installed: [join(folder, 'absent'), join(folder, 'installed')] }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

test('the browser is the pinned one, else puppeteer’s, else an installed one', async () => {
  const [shell = '', chrome = ''] = JSON.parse(await run(pathsOfPuppeteer))
  const [, installed = ''] = machine.installed
  for (const path of [shell, chrome, installed]) await plant(path, '')
  expect(await choice()).toEqual([shell, [remark(shell)]])
  await rm(shell)
  expect(await choice()).toEqual([chrome, [remark(chrome)]])
  expect(await choice(withoutPuppeteer)).toEqual([installed, [remark(installed)]])
  const pinned = await choice('', { ...machine, arch: 'x64' })
  expect(pinned).toEqual([
    expect.stringMatching(/kanben.browser-[\d.]+.chrome-headless-shell$/),
    []
  ])
  expect(await choice('process.env.KANBEN_CHROME = "mine"')).toEqual(['mine', []])
  await rm(chrome)
  expect(await choice()).toEqual([installed, [remark(installed)]])
  await rm(installed)
  expect(await choice()).toEqual([undefined, []])
})

test('a machine that the pinned browser is not built for prints with puppeteer’s', async () => {
  const program = await findProgram(() => {})
  const [shell = ''] = JSON.parse(await run(pathsOfPuppeteer, otherProcessor))
  const env = Object.entries(program?.env ?? {}).map(([name, value]) => `${name}='${value}'`)
  await plant(shell, `#!/bin/sh\nexec env ${env.join(' ')} '${program?.path}' "$@"\n`)
  await writeFile(
    join(folder, 'a.md'),
    '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n正文。\n'
  )
  const args = ['build', 'a.md', '--to', 'pdf', '--format', 'json']
  const { code, stdout } = await ended(
    startProgram(args, { cwd: folder, env: around() }, otherProcessor)
  )
  expect(code).toBe(0)
  expect(stdout).toContain(remark(shell))
  const pdf = await readFile(join(folder, 'output', 'a.pdf'), 'latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
})

/** Which browser a machine takes, and what it is told of it. */
async function choice(before = '', on = machine): Promise<unknown> {
  const module = new URL('render/pdf/browser.js', `file://${inject('program')}`).href
  const output = await run(
    `import { findProgram } from '${module}'
    const told = []
    const program = await findProgram((rule, reason) => told.push(reason), ${JSON.stringify(on)})
    console.log(JSON.stringify({ path: program?.path, told }))`,
    before
  )
  const { path, told } = JSON.parse(output)
  return [path, told]
}

function remark(path: string): string {
  return `Unexpected browser ${path}, expected the pinned one`
}

/** Run a script in a process of its own, where the packages of the program are found. */
async function run(script: string, before = ''): Promise<string> {
  const first = ['--import', `data:text/javascript,${encodeURIComponent(before)}`]
  const args = [...first, '--input-type=module', '--eval', script]
  const cwd = dirname(dirname(inject('program')))
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: { ...process.env, ...around() }
  })
  return stdout
}

/** Puppeteer downloads nothing here, and finds what is planted. */
function around(): NodeJS.ProcessEnv {
  return { KANBEN_CHROME: undefined, PUPPETEER_CACHE_DIR: join(folder, 'puppeteer') }
}

async function plant(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content, { mode: 0o755 })
}
