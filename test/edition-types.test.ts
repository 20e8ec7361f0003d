import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Edits of `src/book/target.ts` that add an edition, made of a new medium. */
const edits: ReadonlyArray<readonly [before: string, after: string]> = [
  ["| 'html'\n\n/** The file", "| 'html' | 'dots'\n\n/** The file"],
  ["| 'epub' | 'html'\n\n/** What", "| 'epub' | 'html' | 'braille'\n\n/** What"],
  ["html: 'html'\n} as const", "html: 'html',\n  dots: 'braille'\n} as const"],
  ["html: '.html'", "html: '.html',\n  dots: '.brf'"]
]

test('the compiler names each place where a new edition and its medium are missing', async () => {
  const places = [
    ...['book.ts', 'book/edition.ts', 'read/template/style-sheets.ts', 'render.ts', 'typeset.ts'],
    ...['report/verdict.ts', 'verify.ts', 'verify/difference.ts']
  ]
  expect(await filesWithErrors()).toEqual(expect.arrayContaining(places))
})

/** Compile a copy of the program with the edits; list the files the compiler names, relative to `src`. */
async function filesWithErrors(): Promise<ReadonlyArray<string>> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-types-'))
  await cp('src', join(folder, 'src'), { recursive: true })
  await symlink(resolve('node_modules'), join(folder, 'node_modules'))
  await cp('package.json', join(folder, 'package.json'))
  const settings = { extends: resolve('tsconfig.json'), include: ['src'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  const path = join(folder, 'src/book/target.ts')
  let code = await readFile(path, 'utf8')
  for (const [before, after] of edits) {
    if (!code.includes(before)) throw new Error(`Unexpected lack of ${before}`)
    code = code.replace(before, after)
  }
  await writeFile(path, code)
  const output = await new Promise<string>((done) => {
    const options = { cwd: folder, maxBuffer: 2 ** 26 }
    execFile(resolve('node_modules/.bin/tsc'), ['-p', '.'], options, (_, text) => done(text))
  })
  const named = [...output.matchAll(/^src\/(\S+?)\(\d+,\d+\): error/gm)].map(
    ([, file]) => file ?? ''
  )
  return [...new Set(named)].sort()
}
