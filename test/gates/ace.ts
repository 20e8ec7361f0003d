import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { browserLack, program } from './browser.ts'
import { withFolder } from './folder.ts'
import type { Gate } from './gate.ts'

const command = createRequire(import.meta.url).resolve('@daisy/ace-cli/bin/ace.js')

type Report = Readonly<{
  outlines: Readonly<Record<string, string>>
  assertions: ReadonlyArray<
    Readonly<{
      'earl:testSubject': Readonly<{ url: string }>
      assertions: ReadonlyArray<
        Readonly<{
          'earl:result': Readonly<{ 'earl:outcome': string; 'dct:description': string }>
          'earl:test': Readonly<{ 'earl:impact': string; 'dct:title': string }>
        }>
      >
    }>
  >
}>

/**
 * Ace by DAISY, which checks the accessibility of an EPUB: reports failures, and an outline it
 * could not make.
 */
export const ace: Gate = {
  name: 'Ace',
  lack: browserLack,
  refuse: (edition) =>
    withFolder(async (folder) => {
      const epub = join(folder, 'edition.epub')
      await writeFile(epub, edition)
      const { assertions, outlines } = await ask(epub, folder)
      const failures = assertions.flatMap(({ 'earl:testSubject': { url }, assertions }) =>
        assertions
          .filter(({ 'earl:result': result }) => result['earl:outcome'] === 'fail')
          .map(({ 'earl:result': result, 'earl:test': test }) =>
            [test['dct:title'], test['earl:impact'], result['dct:description'], `(${url})`].join(
              ' '
            )
          )
      )
      const blanks = ['toc', 'headings', 'html'].filter((name) => !outlines[name])
      return [...failures, ...blanks.map((name) => `no outline ${name}`)]
    })
}

async function ask(epub: string, folder: string): Promise<Report> {
  if (!program) throw new Error('Unexpected machine without a browser, expected Chrome')
  const words = [command, '--silent', '--force', '--lang', 'en', '--outdir', folder, epub]
  const env = { ...process.env, ...program.env, PUPPETEER_EXECUTABLE_PATH: program.path }
  await promisify(execFile)('node', words, { env })
  return JSON.parse(await readFile(join(folder, 'report.json'), 'utf8'))
}
