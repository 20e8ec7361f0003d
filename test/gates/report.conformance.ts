import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { buildReport } from '../../src/cli/build-report.ts'
import type { Target } from '../../src/index.ts'
import { publish } from '../samples/browser.ts'
import { axe } from './axe.ts'
import { htmlValidate } from './html-validate.ts'
import { plantInPage } from './plant.ts'
import { prove, type Sample } from './prove.ts'
import { vnu } from './vnu.ts'

const front = '---\ntitle: 宣言\nlang: zh-Hans\ntype: declaration\ndate: 2021-09-17\n---\n\n'

/** Sources and their editions; the last one cannot be built. */
const sources = {
  torture: ['book', 'pdf', 'press', 'cover', 'epub', 'html'],
  plain: ['official', 'pdf'],
  broken: ['vertical', 'pdf']
} as const

let folder = ''
const reports = new Map<string, Uint8Array>()
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kanben-report-'))
  await writeFile(join(folder, 'plain.md'), `${front}## 一、总则\n\n各方声明如下。\n`)
  await writeFile(join(folder, 'broken.md'), '宣言\n')
  for (const [name, [template, ...targets]] of Object.entries(sources)) {
    reports.set(name, await reportOn(name, template, targets))
  }
}, 300_000)
afterAll(() => rm(folder, { recursive: true }))

async function reportOn(
  name: string,
  template: string,
  targets: ReadonlyArray<Target>
): Promise<Uint8Array> {
  const fixture = fileURLToPath(new URL('../fixtures/torture/torture.md', import.meta.url))
  const source = name === 'torture' ? fixture : join(folder, `${name}.md`)
  const publication = await publish(source, { targets, template, strict: true }, () => {})
  const made = await buildReport({
    ...{ source, out: folder, strict: true, publication },
    ...{ written: publication.editions, lists: [] }
  })
  return made?.bytes ?? new Uint8Array()
}

const take = (name: string) => reports.get(name) ?? new Uint8Array()

const samples = Object.keys(sources).map(
  (name): Sample => [`the report on ${name}`, () => take(name)]
)

prove(
  vnu,
  {
    fault: 'a paragraph within a heading',
    make: () => plantInPage(take('plain'), '</h3>', '<p>a</p></h3>'),
    finding: /“p” not allowed as child of .*“h3”/
  },
  samples
)

prove(
  htmlValidate,
  {
    fault: 'an identifier given twice',
    make: () => plantInPage(take('plain'), 'id="fonts"', 'id="lines"'),
    finding: /no-dup-id/
  },
  samples
)

prove(
  axe,
  {
    fault: 'text too pale to be read',
    make: () =>
      plantInPage(take('plain'), '</style>', 'p { color: rgb(200 200 200 / 0.5) }</style>'),
    finding: /color-contrast .*1280 px, light/
  },
  samples
)
