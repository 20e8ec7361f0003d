import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const project = fileURLToPath(new URL('..', import.meta.url))

let home = ''
let installed = ''
let kanben = ''

// Installs the package as npm does, without fetching dependencies.
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kanben-package-'))
  installed = join(home, 'node_modules', 'kanben')
  // npm lists the folder of the texts, of which it packs the README: without the guard of the tests.
  const { NODE_OPTIONS: _, ...env } = process.env
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', home], {
    cwd: project,
    env
  })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', join(home, filename), '-C', installed, '--strip-components=1'])
  await symlink(join(project, 'node_modules'), join(installed, 'node_modules'))
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
  kanben = join(home, 'node_modules', '.bin', 'kanben')
  await mkdir(join(home, 'node_modules', '.bin'))
  await symlink(join(installed, manifest.bin.kanben), kanben)
  await chmod(join(installed, manifest.bin.kanben), 0o755)
}, 300_000)

afterAll(() => rm(home, { recursive: true, force: true }))

test('the packed program runs', async () => {
  const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  expect(await run(kanben, ['--version'])).toEqual({ stdout: `${version}\n`, stderr: '' })
})

test('the packed program makes editions, and ends', async () => {
  const source =
    '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n正文。\n'
  await writeFile(join(home, 'a.md'), source)
  const args = ['build', 'a.md', '--to', 'pdf,html', '--format', 'text']
  const { stdout } = await run(kanben, args, { cwd: home })
  for (const name of ['a.pdf', 'a.html']) expect(stdout).toContain(join('output', name))
  expect(await readFile(join(home, 'output', 'a.html'), 'utf8')).toContain('正文。')
})

test('the package has the documents its messages lead to, and no text', async () => {
  const documents = ['README.md', 'source/README.md', 'src/cli/README.md', 'templates/README.md']
  for (const name of documents) {
    expect(await readFile(join(installed, name), 'utf8')).toMatch(/^# /)
  }
  expect(await readdir(join(installed, 'source'))).toEqual(['README.md'])
})

test('the package has a surface and types, and no sources or tests', async () => {
  const script =
    "import { publish, rules } from 'kanben'; console.log(typeof publish, typeof rules)"
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: home
  })
  expect(stdout).toBe('function object\n')
  const types = await readFile(join(installed, 'dist', 'index.d.ts'), 'utf8')
  expect(types).toContain('publish')
  await expect(readFile(join(installed, 'src', 'cli.ts'))).rejects.toThrow('ENOENT')
  await expect(readFile(join(installed, 'test', 'cli.test.ts'))).rejects.toThrow('ENOENT')
})

test('every locked package has a digest, and comes from whatever registry npm is set to', async () => {
  const { packages } = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'))
  expect(Object.keys(packages).length).toBeGreaterThan(400)
  expect(unlocked(packages)).toEqual([])
  // What npm writes for packages of other systems, if it is run where node_modules lacks them.
  expect(unlocked({ a: { version: '1.0.0', optional: true } })).toEqual(['a'])
  const resolved = 'https://registry.example.org/a/-/a-1.0.0.tgz'
  expect(unlocked({ a: { integrity: 'sha512-AA==', resolved } })).toEqual(['a'])
})

function unlocked(
  packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>
): ReadonlyArray<string> {
  const named = Object.entries(packages).filter(([path]) => path !== '')
  return named.flatMap(([path, { integrity, resolved }]) => {
    return /^sha512-/.test(String(integrity)) && resolved === undefined ? [] : [path]
  })
}
