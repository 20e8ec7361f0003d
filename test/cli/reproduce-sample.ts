import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ended, startProgram } from '../samples/program.ts'

/** A source whose editions are quick to make. */
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
 * Let the program build a source, `a.md`, in other environments too, and expect every file to be
 * reproduced; there is a template `./mine`.
 *
 * @param out the output folder given, if any.
 * @param files the files it reports, in order.
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
