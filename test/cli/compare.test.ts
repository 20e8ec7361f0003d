import { execFileSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run } from '../../src/cli/compare.ts'
import { WrongUse } from '../../src/cli/wrong-use.ts'
import { edit } from '../diff/sample.ts'
import { type Ended, runProgram } from '../samples/program.ts'

const minutes = 60_000
const small = fileURLToPath(new URL('../fixtures/small.md', import.meta.url))
const [from, to] = ['双方将于2022—2023年再次开会', '双方将于2023—2024年再次开会']

let home = ''
let text = ''
const start = process.cwd()

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kanben-compare-'))
  text = await readFile(small, 'utf8')
  process.chdir(home)
  await mkdir('source')
  await writeFile('source/a.md', text)
  await writeFile('source/gone.md', text)
  await writeFile('source/README.md', '# What lies here\n')
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=One')
  git('tag', 'v1')
  await writeFile('source/a.md', edit(text, from, to))
  for (const name of ['gone.md', 'README.md']) await rm(join('source', name))
  await writeFile('source/new.md', text)
})

afterAll(async () => {
  process.chdir(start)
  await rm(home, { recursive: true, force: true })
})

describe('two states', () => {
  test('are told with page and line, and written with --out', {
    timeout: 10 * minutes
  }, async () => {
    const { code, stdout } = await compare(
      ...['v1:source/a.md', 'source/a.md', '--out', 'out', '--pages', '--summary', 'summary.md']
    )
    expect(code).toBe(0)
    expect(stdout).toContain('v1:source/a.md → source/a.md')
    expect(stdout).toMatch(
      /^1 +5 +p3 +双方将于\[2022—2023\]年再次开会，…… +双方将于\[2023—2024\]年再次开会，……$/m
    )
    expect(stdout).toContain('printed pages that differ, 1 (of 7): corrected: 1')
    const names = ['json', 'md', 'html', 'pdf'].map((ending) => `a.errata.${ending}`)
    expect((await readdir('out')).sort()).toEqual([...names, 'a.replace.pdf'].sort())
    expect(await readFile('summary.md', 'utf8')).toContain('**`2023—2024`**')
    const found = JSON.parse(await readFile('out/a.errata.json', 'utf8'))
    expect(found).toMatchObject({
      format: 'kanben-corrections',
      version: 1,
      corrections: [
        {
          kind: 'changed',
          told: false,
          old: { page: '1', line: 5, paragraph: 'p3', section: 's1', place: '第3段' },
          new: { page: '1', line: 5, markdown: { line: 14 } }
        }
      ],
      identifiers: []
    })
    expect(await isValid('corrections', found)).toBe(true)
    expect(await isValid('corrections', { ...found, version: 2 })).toBe(false)
    expect(await isValid('corrections', { ...found, corrections: [{}] })).toBe(false)
  })

  test('are told to a program, and by the exit code if that is asked for', {
    timeout: 10 * minutes
  }, async () => {
    const { code, stdout } = await compare('--since', 'v1', '--format', 'json', '--exit-code')
    expect(code).toBe(1)
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({ format: 'kanben-messages', command: 'compare', exitCode: 1 })
    expect(document.comparisons[0].corrections).toHaveLength(1)
    expect(await isValid('messages', document)).toBe(true)
    const bare = await compare('v1:./source/a.md', 'source/a.md', '--text', '--exit-code')
    expect(bare.code).toBe(1)
    expect(bare.stdout).toContain('[2023—2024]')
    expect(bare.stdout).toContain('no pages of source/a.md: only the texts were compared')
    const same = await compare('source/a.md', 'source/a.md', '--exit-code')
    expect(same).toMatchObject({ code: 0, stdout: 'source/a.md is unchanged since source/a.md\n' })
  })

  test('are compared by their text where one cannot be printed', {
    timeout: 10 * minutes
  }, async () => {
    await writeFile(
      'broken.md',
      edit(text, '### （一）范围', '### （三）范围').replace('第三段', '第叁段')
    )
    const { code, stdout } = await compare('source/new.md', 'broken.md')
    expect(code).toBe(0)
    expect(stdout).toContain('[三]')
    expect(stdout).toContain('[叁]')
    expect(stdout).toMatch(/no pages of broken\.md: Unexpected .*（三）.*\(line 16\)/)
    expect(stdout).not.toContain('printed pages that differ')
  })

  test('that have nothing in common are told to be two documents', {
    timeout: 10 * minutes
  }, async () => {
    const other = text
      .replace(/^甲方与[\s\S]*/mu, '关于明年春耕的通知，请各地遵照执行。\n')
      .replace('小小宣言', '农时通知')
    await writeFile('other.md', other)
    const { stdout } = await compare('source/new.md', 'other.md')
    expect(stdout).toMatch(/two documents: \d\.\d % of the text in common/)
  })
})

test('--since compares every source, and tells new ones and those that are gone', {
  timeout: 10 * minutes
}, async () => {
  const { code, stdout } = await compare('--since', 'v1', '--exit-code', '--text')
  expect(code).toBe(1)
  expect(stdout).toContain('[2023—2024]')
  expect(stdout).toContain('source/new.md is new\n')
  expect(stdout).toContain('v1:source/gone.md is gone\n')
  expect(stdout).not.toContain('README.md')
})

test('a source that was renamed is compared with what it was', {
  timeout: 10 * minutes
}, async () => {
  await writeFile('source/a.md', text)
  await rename('source/a.md', 'source/b.md')
  await rm('source/new.md')
  git('add', '--all')
  const { stdout } = await compare('--since', 'v1', 'source/b.md')
  expect(stdout).toBe('source/b.md is unchanged since v1:source/a.md\n')
})

describe('wrong use', () => {
  test.each([
    ['one file', ['a.md'], 'Unexpected 1 files, expected an old state and a new one'],
    [
      'a file that is not there',
      ['x.md', 'source/b.md'],
      'lack of the file x.md, expected a file or REVISION:path'
    ],
    [
      'no such revision',
      ['v9:source/a.md', 'source/b.md'],
      'revision `v9`, expected a commit, branch or tag'
    ],
    [
      'an option as a revision',
      ['--', '--upload-pack=x:a.md', 'source/b.md'],
      'revision `--upload-pack=x`, expected'
    ],
    [
      'no such path',
      ['v1:source/x.md', 'source/b.md'],
      'lack of `source/x.md` in v1, expected a file of that revision'
    ],
    ['a folder', ['v1:source', 'source/b.md'], 'folder `source`, expected a file of that revision'],
    [
      'pages without a folder',
      ['v1:source/a.md', 'source/b.md', '--pages'],
      'expected `--out FOLDER` as well'
    ],
    [
      'an unknown template',
      ['v1:source/a.md', 'source/b.md', '--template', 'x'],
      'template `x`, expected book,'
    ],
    ['since what is not there', ['--since', 'v9', 'source/b.md'], 'revision `v9`']
  ])('%s', async (_, args, reason) => {
    await writeFile('source/b.md', edit(text, from, to))
    await expect(run(args)).rejects.toThrow(WrongUse)
    await expect(run(args)).rejects.toThrow(reason)
  })

  test('a path from here, where one from the root is meant', async () => {
    process.chdir(join(home, 'source'))
    await expect(run(['v1:a.md', 'b.md'])).rejects.toThrow('did you mean `v1:./a.md`?')
    process.chdir(home)
  })

  test('outside a repository', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'kanben-outside-'))
    await cp(small, join(outside, 'a.md'))
    process.chdir(outside)
    const reason = 'Unexpected revision `HEAD` outside a git repository'
    await expect(run(['HEAD:a.md', 'a.md'])).rejects.toThrow(reason)
    process.chdir(home)
    await rm(outside, { recursive: true })
  })

  test('a shallow clone tells how to get the history', async () => {
    git('commit', '--quiet', '--message=Two')
    git('clone', '--quiet', '--depth=1', `file://${home}`, 'clone')
    process.chdir(join(home, 'clone'))
    const reason = 'this clone is shallow, fetch the history by `git fetch --unshallow --tags`'
    await expect(run(['HEAD~1:source/a.md', 'source/b.md'])).rejects.toThrow(reason)
    process.chdir(home)
  })
})

/** Run the command in the working directory. */
function compare(...args: ReadonlyArray<string>): Promise<Ended> {
  return runProgram(['compare', ...args], { cwd: process.cwd() })
}

async function isValid(name: string, value: unknown): Promise<boolean> {
  const { stdout } = await runProgram(['schema', name], { cwd: home })
  return new Ajv2020({ strict: false }).validate(JSON.parse(stdout), value)
}

/** Settings independent of the user's, so that every run makes the same commits. */
function git(...args: ReadonlyArray<string>): void {
  const who = { NAME: 'kanben', EMAIL: 'kanben@example.org' }
  const people = ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(who).map(([key, value]) => [`GIT_${role}_${key}`, value])
  )
  const env = {
    ...{ PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    ...Object.fromEntries(people)
  }
  execFileSync('git', args, { cwd: home, env })
}
