import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectationsOf } from '../src/book/schema.ts'
import { frontMatterExpectations, rules, settingsSchema } from '../src/book.ts'
import { help as buildHelp } from '../src/cli/build.ts'
import { help as cleanHelp } from '../src/cli/clean.ts'
import { help as compareHelp } from '../src/cli/compare.ts'
import { help as schemaHelp } from '../src/cli/schema.ts'
import * as api from '../src/index.ts'
import {
  blocksOf,
  deadEnds,
  firstCellsOf,
  headingsOf,
  type Project,
  readProject,
  root,
  sectionOf
} from './project-documents.ts'
import { publish } from './samples/browser.ts'
import { runProgram } from './samples/program.ts'

const project = readProject()
const { documents } = project
const document = (path: string): string => documents[path] ?? ''

describe('links and paths', () => {
  test('lead somewhere in every document', () => {
    expect(Object.keys(documents).length).toBeGreaterThanOrEqual(8)
    expect(deadEnds(project)).toEqual([])
  })

  test.each([
    ['[a](nowhere.md)', 'no file nowhere.md'],
    ['![a](.github/nothing.png)', 'no file .github/nothing.png'],
    ['[a]\n\n[a]: ../outside.md', 'no file ../outside.md'],
    ['[a](#no-such-heading)', 'no heading #no-such-heading'],
    ['[a](src/README.md#nothing)', 'no heading src/README.md#nothing'],
    ['[a](src/index.ts#as-a-library)', 'no heading src/index.ts#as-a-library'],
    ['`typeset/nothing.ts`', 'no file `typeset/nothing.ts`'],
    ['`test/nothing/`', 'no folder `test/nothing/`']
  ])('that lead nowhere are found: %s', (markdown, fault) => {
    const planted = plant('README.md', (text) => `${text}\n${markdown}\n`)
    expect(deadEnds(planted)).toEqual([`README.md: ${fault}`])
  })

  test('to a heading that was renamed are found', () => {
    const planted = plant('src/cli/README.md', (text) => {
      return text.replace('## The browser', '## Chromium')
    })
    const faults = deadEnds(planted)
    expect(faults).toContain('README.md: no heading src/cli/README.md#the-browser')
    expect(faults).toContain('src/cli/README.md: no heading #the-browser')
  })

  function plant(path: string, change: (markdown: string) => string): Project {
    return { ...project, documents: { ...documents, [path]: change(document(path)) } }
  }
})

/** What a document tells in full: its path, what is wrong with it, and a change that makes it wrong. */
type Claim = readonly [
  what: string,
  path: string,
  faults: (markdown: string) => ReadonlyArray<string>,
  plant: (markdown: string) => string
]

const commands = { build: buildHelp, clean: cleanHelp, compare: compareHelp, schema: schemaHelp }
const cli = 'src/cli/README.md'

const claims: ReadonlyArray<Claim> = [
  [
    'the README has at most 200 lines',
    'README.md',
    (markdown) => (markdown.split('\n').length > 201 ? ['more than 200 lines'] : []),
    (markdown) => markdown + '\n'.repeat(200)
  ],
  ...Object.entries(commands).map(
    ([name, help]): Claim => [
      `the usage of ${name} has its options`,
      cli,
      (markdown) => {
        const usage = usageIn(markdown).filter((line) => line.startsWith(`kanben ${name} `))
        return unlike(optionsOf(usage.join('\n')), optionsOf(help))
      },
      (markdown) => markdown.replace(`kanben ${name} `, `kanben ${name} [--nothing] `)
    ]
  ),
  [
    'an option of build is explained',
    cli,
    (markdown) => lacking(explained(markdown, 'Building'), optionsOf(buildHelp)),
    (markdown) => markdown.replace('| `--attach-source` |', '| `--attach` |')
  ],
  [
    'an option of clean is explained',
    'source/README.md',
    (markdown) => lacking(explained(markdown, 'Cleaning a received text'), optionsOf(cleanHelp)),
    (markdown) => markdown.replace('| `--force` |', '| `--over` |')
  ],
  [
    'an option of compare is explained',
    cli,
    (markdown) => lacking(explained(markdown, 'Comparing two states'), optionsOf(compareHelp)),
    (markdown) => markdown.replace('| `--exit-code` |', '| `--code` |')
  ],
  [
    'the table of editions has every option that makes one',
    cli,
    (markdown) => lacking(explained(markdown, 'Editions', sectionText), ['--impose', '--site']),
    (markdown) => markdown.replace('| `--impose booklet` | `NAME', '| `NAME')
  ],
  [
    'every field of the front matter is told',
    'source/README.md',
    (markdown) =>
      unlike(
        firstCellsOf(sectionOf(markdown, 'Front matter')),
        Object.keys(frontMatterExpectations)
      ),
    (markdown) => markdown.replace('| `place` |', '| `site` |')
  ],
  [
    'every setting is told',
    'templates/README.md',
    (markdown) => {
      const [styles, others] = [[] as string[], [] as string[]]
      for (const path of Object.keys(expectationsOf(settingsSchema))) {
        const [, setting] = /^styles\.body\.(\w+)$/.exec(path) ?? []
        if (setting !== undefined) styles.push(setting)
        else if (!/^(?:fonts|strong|em|styles|exceptions|press\.profile)\./.test(path))
          others.push(path)
      }
      const groups = others.filter((path) => others.some((other) => other.startsWith(`${path}.`)))
      const told = firstCellsOf(sectionOf(markdown, 'Settings'))
      return unlike(
        told,
        [...styles, ...others].filter((path) => !groups.includes(path))
      )
    },
    (markdown) => markdown.replace('| `drop` |', '| `dropped` |')
  ],
  [
    'every export of the package is told',
    'src/README.md',
    (markdown) => unlike(firstCellsOf(sectionOf(markdown, 'As a library')), Object.keys(api)),
    (markdown) => markdown.replace('`makeSite`', '`makeSites`')
  ],
  [
    'every room of the program is told',
    'src/README.md',
    (markdown) => {
      const rooms = readdirSync(join(root, 'src')).filter((name) => name !== 'README.md')
      const names = new Set(rooms.map((name) => name.replace(/\.ts$/, '')))
      return unlike(firstCellsOf(sectionOf(markdown, 'The rooms')), names)
    },
    (markdown) => markdown.replace('| `diff` |', '| `difference` |')
  ],
  [
    'every kind of block has an example',
    'source/README.md',
    (markdown) => {
      const examples = blocksOf(sectionOf(markdown, 'Blocks'), 'markdown').join('\n')
      return lacking(
        examples.match(/:::[a-z]+/g) ?? [],
        rules['directive-unknown'].fix.match(/:::[a-z]+/g) ?? []
      )
    },
    (markdown) => markdown.replace(':::dateline', ':::date')
  ],
  [
    'the commands lead to the catalogue of rules, and it has all',
    cli,
    (markdown) => {
      if (!markdown.includes('[rules.ts](../book/rules.ts)')) return ['no link to the catalogue']
      const catalogue = readFileSync(join(root, 'src/book/rules.ts'), 'utf8')
      const ids = [...catalogue.matchAll(/^ {2}'?([a-z-]+)'?: \{$/gm)].map(([, id = '']) => id)
      return unlike(ids, Object.keys(rules))
    },
    (markdown) => markdown.replace('../book/rules.ts', '../book/target.ts')
  ],
  ...Object.keys(documents).flatMap((path): ReadonlyArray<Claim> => {
    const ids = rulesIn(document(path))
    if (ids.length === 0) return []
    return [
      [
        `a rule named in ${path} is one`,
        path,
        (markdown) => lacking(Object.keys(rules), rulesIn(markdown)),
        (markdown) => markdown.replace(`(\`${ids[0]}\``, '(`no-such-rule`')
      ]
    ]
  })
]

test.each(claims)('%s', (_, path, faults, plant) => {
  expect(faults(document(path))).toEqual([])
  expect(plant(document(path))).not.toBe(document(path))
  expect(faults(plant(document(path)))).not.toEqual([])
})

test('every command is told', async () => {
  const { stdout } = await runProgram(['--help'], { cwd: root })
  const listed = [...stdout.matchAll(/^ {2}kanben ([a-z]+) /gm)].map(([, name = '']) => name)
  expect(listed).toEqual(Object.keys(commands))
  const told = usageIn(document(cli)).flatMap((line) => /^kanben ([a-z]+) /.exec(line)?.[1] ?? [])
  expect(told).toEqual(listed)
})

describe('the remedy of a rule', () => {
  const places = Object.values(rules).flatMap(({ fix }) => {
    const [, heading, path] = /“([^”]+)” in (\S+\.md)/.exec(fix) ?? []
    return heading === undefined || path === undefined ? [] : [{ heading, path }]
  })

  test('leads to a section there is, where it names one', () => {
    expect(places.length).toBeGreaterThanOrEqual(5)
    const isThere = ({ heading, path }: (typeof places)[number]) =>
      headingsOf(document(path)).includes(heading)
    expect(places.filter((place) => !isThere(place))).toEqual([])
    expect(isThere({ heading: 'Nothing', path: 'templates/README.md' })).toBe(false)
  })

  test('leads to a document the package has', () => {
    const { files } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const isPacked = (path: string) =>
      files.some((name: string) => path === name || path.startsWith(`${name}/`))
    expect(places.filter(({ path }) => !isPacked(path))).toEqual([])
    expect(isPacked('test/README.md')).toBe(false)
  })
})

describe('an example', { timeout: 300_000 }, () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kanben-documents-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each([
    ['README.md', 'A document of your own'],
    ['source/README.md', 'The source format']
  ])('of %s is a source: %s', async (path, heading) => {
    const [example = ''] = blocksOf(sectionOf(document(path), heading), 'markdown')
    expect(await problemsOf(example)).toEqual(['pages-unknown', 'text-unheld'])
    expect(await problemsOf(example.replace(/^title:.*\n/m, ''))).toContain('front-matter-field')
  })

  async function problemsOf(markdown: string): Promise<ReadonlyArray<unknown>> {
    const source = join(folder, 'a.md')
    await writeFile(source, markdown)
    const options = { targets: ['html'], template: 'official', strict: true } as const
    const { file } = await publish(source, options, () => {})
    return file.messages.map(({ ruleId }) => ruleId).toSorted()
  }
})

/** The commands of the first block of code, each with the options it is told to have. */
function usageIn(markdown: string): ReadonlyArray<string> {
  const [block = ''] = blocksOf(sectionOf(markdown, 'Commands'), null)
  return block.split(/\n(?=kanben )/)
}

function explained(markdown: string, heading: string, read = firstCells): ReadonlyArray<string> {
  return optionsOf(read(markdown, heading))
}

function firstCells(markdown: string, heading: string): string {
  return firstCellsOf(sectionOf(markdown, heading)).join('\n')
}

function sectionText(markdown: string, heading: string): string {
  return markdown.split(new RegExp(`^#+ ${heading}$`, 'm'))[1]?.split(/^#/m)[0] ?? ''
}

/** The options of a text but `--help`, which all commands have. */
function optionsOf(text: string): ReadonlyArray<string> {
  const options = text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? []
  return options.filter((option) => option !== '--help')
}

/** The rules a document names in brackets: (`line-gap`, `page-widow`). */
function rulesIn(markdown: string): ReadonlyArray<string> {
  const id = '`[a-z]+(?:-[a-z]+)+`'
  const lists = markdown.match(new RegExp(`\\(${id}(?:, ${id})*\\)`, 'g')) ?? []
  return lists.flatMap((list) => list.match(/[a-z-]+/g) ?? [])
}

function unlike(told: Iterable<string>, there: Iterable<string>): ReadonlyArray<string> {
  const [ours, theirs] = [new Set(told), new Set(there)]
  return [
    ...lacking(ours, theirs),
    ...[...ours].flatMap((name) => (theirs.has(name) ? [] : [`\`${name}\`, which there is not`]))
  ]
}

function lacking(told: Iterable<string>, there: Iterable<string>): ReadonlyArray<string> {
  const ours = new Set(told)
  return [...there].flatMap((name) => (ours.has(name) ? [] : [`no \`${name}\``]))
}
