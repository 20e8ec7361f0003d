import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import gates from '../gates/vitest.config.ts'
import quick from '../vitest.config.ts'

// Correcting a text must not break a test: none may read `source/`. This makes a project with the
// same test settings and tests that do.

/** Ways to read a text: expressions in which `path` is its path, and `other` a free one. */
const ways: Readonly<Record<string, string>> = {
  'a synchronous reading': "fs.readFileSync(path, 'utf8')",
  'a URL': "fs.readFileSync(pathToFileURL(path), 'utf8')",
  'bytes of a path': "fs.readFileSync(Buffer.from(path), 'utf8')",
  'a path from elsewhere': "fs.readFileSync('test/../' + path, 'utf8')",
  'a promise': "fsPromises.readFile(path, 'utf8')",
  'a callback': "promisify(fs.readFile)(path, 'utf8')",
  'a descriptor': "fs.readFileSync(fs.openSync(path), 'utf8')",
  'a stream': "text(fs.createReadStream(path, 'utf8'))",
  'a copy': "(fs.copyFileSync(path, other), fs.readFileSync(other, 'utf8'))",
  'a link': "(fs.symlinkSync(resolve(path), other), fs.readFileSync(other, 'utf8'))",
  'a list of names': "fs.readdirSync(dirname(path)).join().replace('a.md', '甲乙')",
  'a size': "'甲乙'.repeat(fs.statSync(path).size)",
  'an import': "(await import('../../' + path + '?raw')).default",
  'a process': "execFileSync('cat', [path], { encoding: 'utf8' })",
  'a promised process': "(await promisify(execFile)('cat', [path])).stdout",
  'a folder of a process':
    "execFileSync('cat', ['a.md'], { cwd: dirname(path), encoding: 'utf8' })",
  'a process of Node':
    "execFileSync(process.execPath, ['reader.js', path === 'source/a.md' ? '0' : '1'], { encoding: 'utf8' })"
}

const planted = `
import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import fsPromises from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test.each(['source/a.md', 'sources/a.md'])('%s', async (path) => {
  const other = path.replace('/', '-') + basename(import.meta.url)
  expect(await (WAY)).toContain('甲乙')
})
`

/** The README of the folder is documentation, which tests may read. */
const readsReadme = "fs.readFileSync(dirname(path) + '/README.md', 'utf8')"

const reader = `import { readFileSync } from 'node:fs'
console.log(readFileSync(['source/a.md', 'sources/a.md'][process.argv[2]], 'utf8'))`

const Report = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      assertionResults: v.array(
        v.object({ title: v.string(), status: v.string(), failureMessages: v.array(v.string()) })
      )
    })
  )
})

const own = fileURLToPath(new URL('..', import.meta.url))
let home = ''
let results: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map()

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kanben-guard 卫-'))
  for (const folder of ['test/setup', 'source', 'sources']) {
    await mkdir(join(home, folder), { recursive: true })
  }
  for (const folder of ['source', 'sources']) await writeFile(join(home, folder, 'a.md'), '甲乙')
  for (const name of [
    'vitest.config.ts',
    'setup/order.ts',
    'setup/source-guard.js',
    'setup/temporary.ts'
  ]) {
    await cp(join(own, name), join(home, 'test', name))
  }
  await symlink(join(own, '../node_modules'), join(home, 'node_modules'))
  await writeFile(join(home, 'package.json'), '{ "type": "module" }')
  await writeFile(join(home, 'reader.js'), reader)
  // Such a program does not exist.
  await writeFile(join(home, 'test', 'setup', 'compile.ts'), 'export function setup() {}')
  for (const [index, way] of Object.values(ways).entries()) {
    await writeFile(
      join(home, 'test', `${index}.test.ts`),
      planted.replace('WAY', () => way)
    )
  }
  await writeFile(join(home, 'source', 'README.md'), '甲乙')
  await writeFile(
    join(home, 'test', 'readme.test.ts'),
    planted.replace('WAY', () => readsReadme)
  )
  results = run()
}, 300_000)

afterAll(() => rm(home, { recursive: true, force: true }))

function run(): typeof results {
  const { NODE_OPTIONS: _, ...env } = process.env
  const vitest = join(own, '../node_modules/vitest/vitest.mjs')
  const args = ['run', '--config', 'test/vitest.config.ts', '--reporter=json']
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, ...args], {
    cwd: home,
    encoding: 'utf8',
    env: { ...env, VITEST: undefined }
  })
  if (!stdout.startsWith('{')) throw new Error(stderr)
  const { testResults } = v.parse(Report, JSON.parse(stdout))
  return new Map(
    testResults.map(({ name, assertionResults }) => {
      const said = assertionResults.map(({ title, status, failureMessages: [reason = ''] }) => {
        return [title, status === 'failed' ? reason : status] as const
      })
      return [name.replace(/^.*\//, ''), new Map(said)]
    })
  )
}

test.each(Object.keys(ways).map((name, index) => [name, `${index}.test.ts`] as const))(
  '%s is refused in source/, and nowhere else',
  (_, file) => {
    const said = results.get(file)
    expect(said?.get('source/a.md')).toMatch(/Unexpected use of source(\/a\.md)? in a test/)
    expect(said?.get('sources/a.md')).toBe('passed')
  }
)

test('the README in source/ may be read', () => {
  expect(results.get('readme.test.ts')?.get('source/a.md')).toBe('passed')
})

test.each([quick, gates])('both runs of tests have the guard', ({ test: settings }) => {
  expect([settings?.globalSetup].flat()).toContain('test/setup/source-guard.js')
})
