import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ended, startProgram } from './program.ts'

/** A source whose editions are soon made. */
export const markdown = `---
title: 宣言
lang: zh-Hans
type: declaration
date: 2021-09-17
---

## 一、总则

值此会议召开之际，各方声明如下。
`

/**
 * Have the program make a source, `a.md`, in other surroundings as well, and say of each file that its
 * bytes are the same; there is a template `./mine`.
 *
 * @param out the folder it is told to write to, if any.
 * @param files those it speaks of, in order.
 */
export async function proveSameBytes(
  args: ReadonlyArray<string>,
  out: string | undefined,
  files: ReadonlyArray<string>
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-reproduce-'))
  await writeFile(join(folder, 'a.md'), markdown)
  for (const name of ['mine', 'tmp']) await mkdir(join(folder, name))
  await writeFile(join(folder, 'mine', 'settings.yaml'), 'extends: official\n')
  const around = { cwd: folder, env: { TMPDIR: join(folder, 'tmp') } }
  const own = out === undefined ? [] : ['--out', out]
  const given = ['build', 'a.md', ...args, ...own, '--check-reproducible']
  const { code, stdout, stderr } = await ended(startProgram(given, around))
  expect({ code, stderr }).toMatchObject({ code: 0 })
  const lines = stdout.split('\n').filter((line) => line.includes('same bytes'))
  const expected = files.map(async (name) => {
    const path = join(out ?? 'output', name)
    const bytes = await readFile(join(folder, path))
    return `${path}  same bytes  ${createHash('sha256').update(bytes).digest('hex')}`
  })
  expect(lines).toEqual(await Promise.all(expected))
  const left = await readdir(join(folder, 'tmp'))
  expect(left.filter((name) => name.startsWith('kanben'))).toEqual([])
  await rm(folder, { recursive: true })
}
