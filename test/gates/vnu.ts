import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { withFolder } from './folder.ts'
import { type WideGate, wide } from './gate.ts'
import { javaLack, runJar } from './java.ts'

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')

type Report = Readonly<{
  messages: ReadonlyArray<
    Readonly<{ type: string; subType?: string; url?: string; lastLine?: number; message: string }>
  >
}>

/** Findings to ignore, and why; violations of the security policy are better seen in the browser. */
const settled: ReadonlyArray<readonly [finding: RegExp, why: string]> = [
  [/image “data:.*“img-src” directive/, 'it takes no notice of the source `data:` in a policy'],
  [/Inline script.*“script-src”/, 'a policy does not bear on data blocks such as JSON-LD'],
  [
    /stylesheet “\.\..*“style-src”/,
    'the page of a site is examined as a file, which has no origin'
  ],
  [/Unicode Normalization Form C/, 'the text is that of its source, to the character']
]

/** The Nu Html Checker of the W3C: errors, warnings and remarks; many pages in one run. */
export const vnu: WideGate = wide('vnu', javaLack, (editions) =>
  withFolder(async (folder) => {
    const paths = editions.map((_, index) => join(folder, `${index}.html`))
    for (const [index, edition] of editions.entries()) {
      await writeFile(paths[index] ?? '', edition)
    }
    const said = ['--format', 'json', '--stdout', '--exit-zero-always']
    const { messages }: Report = JSON.parse(await runJar(jar, [...said, ...paths]))
    const found: Array<Array<string>> = editions.map(() => [])
    for (const { type, subType, url = '', lastLine = '-', message } of messages) {
      if (settled.some(([finding]) => finding.test(message))) continue
      // Findings without a place are about the whole run.
      const index = Number(/(\d+)\.html$/.exec(url)?.[1] ?? 0)
      found[index]?.push(`${subType ?? type} ${message} (line ${lastLine})`)
    }
    return found
  })
)
