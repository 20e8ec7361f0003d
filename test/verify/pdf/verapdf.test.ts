import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VFile } from 'vfile'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askVeraPdf } from '../../../src/verify/pdf/verapdf.ts'

const bytes = Buffer.from('%PDF-1.7 and so on')
const path = process.env.PATH
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kanben-verapdf-'))
})

afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true })
})

/** Check with a stand-in called verapdf, if it is to exist; messages as `rule severity reason`. */
async function ask(program?: string): Promise<ReadonlyArray<string>> {
  if (program !== undefined) {
    writeFileSync(join(folder, 'verapdf'), `#!/bin/sh\n${program}\n`)
    chmodSync(join(folder, 'verapdf'), 0o755)
    process.env.PATH = `${folder}:${path}`
  } else process.env.PATH = folder
  const file = new VFile()
  await askVeraPdf(bytes, 'pdf', ['2a', 'ua1'], file)
  return file.messages.map(({ ruleId, fatal, reason }) => `${ruleId} ${fatal} ${reason}`)
}

test('without veraPDF nothing is said', async () => {
  expect(await ask()).toEqual([])
})

test('a stand-in for veraPDF is given the file and the standards, and its PASS is silent', async () => {
  const [input, wishes] = [join(folder, 'input'), join(folder, 'wishes')]
  expect(await ask(`cat > ${input}; echo "$@" >> ${wishes}; echo "PASS stdin"`)).toEqual([])
  expect(readFileSync(input, 'utf8')).toBe('%PDF-1.7 and so on')
  expect(readFileSync(wishes, 'utf8').trim().split('\n').sort()).toEqual([
    '--format text --verbose --flavour 2a',
    '--format text --verbose --flavour ua1'
  ])
})

test('the FAIL of a stand-in for veraPDF withholds the edition', async () => {
  const program =
    'cat > /dev/null; case "$*" in *ua1) echo "FAIL stdin"; echo "  FAIL 7.1-9";; *) echo "PASS stdin";; esac; exit 1'
  expect(await ask(program)).toEqual([
    'edition-conformance true Unexpected verdict of veraPDF on the pdf: FAIL stdin; FAIL 7.1-9, expected PASS (ua1)'
  ])
})

test.each([
  ['exits at once', 'echo "no Java" >&2; exit 9', 'no Java'],
  ['says something else', 'cat > /dev/null; echo hello', 'no output']
])('a stand-in for veraPDF that %s is a warning', async (_, program, ended) => {
  expect(await ask(program)).toEqual([
    `verapdf-broken false Unexpected end of veraPDF (2a): ${ended}, expected a verdict`,
    `verapdf-broken false Unexpected end of veraPDF (ua1): ${ended}, expected a verdict`
  ])
})
