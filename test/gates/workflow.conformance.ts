import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Job, readWorkflow, type Step, workflows } from '../samples/workflow.ts'
import { countPages, findPrinted, type Printed } from './printed.ts'
import { makeRepository, type Repository } from './repository.ts'
import { type Contexts, isMet, type Ran, type Result, runJob } from './runner.ts'
import { makeStandIn, type StandIn } from './stand-in.ts'

// Runs the steps of editions.yml on a repository of their own, with stand-ins for GitHub's
// services.

const { jobs } = readWorkflow(readFileSync(workflows.editions, 'utf8'))
const repository = 'example/texts'
const minutes = 60_000

/** The correction: old and new text, each occurring once. */
const [from, to] = ['反对实行双重标准', '支持实行双重标准']
const entry = `corrections:\n  - { date: 2021-10-08, what: “反对”改为“支持”, from: ${from}, to: ${to} }\n`

let home = ''
let texts: Repository
let gh: StandIn
/** Uploaded artifacts; each is a folder. */
let artifacts = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'kanben-workflow-'))
  artifacts = join(home, 'artifacts')
  texts = await makeRepository(join(home, 'texts'))
  gh = await makeStandIn(
    join(home, 'gh'),
    'gh',
    `if (args[0] === 'api' && args[1] === '--paginate') console.log(process.env.OWN_COMMENTS ?? '')
if (args[1] === 'view') process.exitCode = Number(process.env.NO_RELEASE ?? 0)`
  )
}, 2 * minutes)

afterAll(() => rm(home, { recursive: true, force: true }))

/** An event on GitHub, as scripts and expressions see it. */
type Event = Readonly<{
  name: string
  ref: string
  event?: Contexts
  vars?: Contexts
  inputs?: Contexts
}>

const proposed: Event = {
  name: 'pull_request',
  ref: 'refs/pull/7/merge',
  event: { pull_request: { number: 7, head: { repo: { full_name: repository } } } }
}

function contextsOf({ name, ref, event = {}, vars = {}, inputs = {} }: Event): Contexts {
  const whole = { repository: { default_branch: 'main' }, ...event }
  const github = { event_name: name, ref, ref_name: basename(ref), repository, event: whole }
  return { github: { ...github, token: 'a token' }, vars, inputs }
}

/** Run a job in the folder its steps expect. */
async function run(
  job: Job | undefined,
  event: Event,
  folder: string,
  env: Readonly<Record<string, string>> = {},
  before: ReadonlyArray<string> = []
): Promise<Ran> {
  if (!job) throw new Error('Unexpected workflow without this job')
  const { PATH = '', HOME = '' } = process.env
  const all = {
    ...{ HOME, CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: event.name },
    ...{ PATH: [...before, gh.folder, PATH].join(':'), GITHUB_REPOSITORY: repository },
    GITHUB_REF_TYPE: event.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '12', ...env }
  }
  const temp = await mkdtemp(join(home, 'temp-'))
  const place = { folder, temp, env: all, contexts: contextsOf(event) }
  return await runJob(job, place, (step, inputs) => act(step, inputs, folder))
}

/** Simulate the actions the steps need; the copy already has its packages. */
async function act({ uses, run }: Step, inputs: Result['inputs'], folder: string) {
  if (run === 'npm ci') return existsSync(join(folder, 'node_modules'))
  const action = uses?.replace(/@.*/, '')
  if (action === 'actions/upload-artifact') {
    await upload(inputs, folder)
  } else if (action === 'actions/download-artifact') {
    await cp(join(artifacts, inputs.name ?? ''), join(folder, inputs.path ?? ''), {
      recursive: true
    })
  } else if (action === 'actions/upload-pages-artifact') {
    expect(await readdir(join(folder, inputs.path ?? ''))).toContain('index.html')
  }
  return uses !== undefined
}

async function upload({ name = '', path = '' }: Result['inputs'], folder: string): Promise<void> {
  const artifact = join(artifacts, name)
  await rm(artifact, { recursive: true, force: true })
  await mkdir(artifact, { recursive: true })
  const lines = path.trim().split(/\s*\n\s*/)
  for (const line of lines) {
    const isLess = line.startsWith('!')
    const whole = join(line.startsWith('/') ? '' : folder, isLess ? line.slice(1) : line)
    if (isLess) await rm(join(artifact, basename(whole)))
    else if ((await stat(whole)).isDirectory()) await cp(whole, artifact, { recursive: true })
    else await cp(whole, join(artifact, basename(whole)))
  }
}

function step(ran: Ran, name: string): Result {
  const found = ran.results.find((result) => result.step.name === name)
  if (!found) throw new Error(`Unexpected job without the step “${name}”`)
  return found
}

/** Results of the steps, by name, script or action. */
function outcomes(ran: Ran): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ran.results.map(({ step: { name, run, uses = '', with: inputs }, outcome }) => {
      const action = [uses.replace(/@.*/, ''), inputs.name ?? ''].join(' ').trim()
      return [name ?? run ?? action, outcome]
    })
  )
}

const steps = {
  build: 'Build every edition and the site',
  compare: 'Compare the texts with those before',
  kept: ['actions/upload-artifact editions', 'actions/upload-artifact corrections'],
  site: 'actions/upload-pages-artifact'
}

describe('a pull request that corrects two characters', () => {
  let ran: Ran
  let printed: Printed | undefined
  let told = ''
  beforeAll(async () => {
    texts.git('switch', '--quiet', '--create', 'correct')
    await texts.commit('source/declaration.md', (text) => {
      return text.replace(from, to).replace(/\n---\n/, `\n${entry}---\n`)
    })
    texts.git('switch', '--quiet', '--detach', 'main')
    texts.git('merge', '--quiet', '--no-ff', '--message=Merge', 'correct')
    ran = await run(jobs.build, proposed, texts.folder)
    printed = await findPrinted(join(texts.folder, 'output/declaration.pdf'), to)
    told = await readFile(join(artifacts, 'corrections/corrections.md'), 'utf8')
  }, 20 * minutes)

  test('builds, compares and keeps, and publishes nothing', () => {
    const output = ran.results.map(({ output }) => output).join('\n')
    expect(ran.isGood, output).toBe(true)
    expect(outcomes(ran)).toMatchObject({
      [steps.build]: 'success',
      [steps.compare]: 'success',
      ...Object.fromEntries(steps.kept.map((name) => [name, 'success'])),
      [steps.site]: 'skipped'
    })
    expect(output).not.toMatch(/^::(error|warning)/m)
  })

  test('keeps every edition, the site, the report, and what tells of the correction', async () => {
    const kept = await readdir(join(artifacts, 'editions'), { recursive: true })
    const editions = ['pdf', 'pages.json', 'press.pdf', 'cover.pdf', 'booklet.pdf', 'epub', 'html']
    const sheets = ['errata.pdf', 'errata.html', 'errata.md', 'errata.json', 'replace.pdf']
    expect(kept).toEqual(
      expect.arrayContaining([
        ...[...editions, 'report.html'].map((ending) => `declaration.${ending}`),
        ...sheets.map((ending) => `errata/declaration.${ending}`),
        ...['site/index.html', 'site/declaration/index.html']
      ])
    )
    expect(kept).not.toContain('README.md')
  })

  test('is summed up: verdict and counts', async () => {
    const pages = await countPages(join(texts.folder, 'output/declaration.pdf'))
    const { characters } = JSON.parse(
      await readFile(join(texts.folder, 'output/declaration.pages.json'), 'utf8')
    )
    const row = ran.summary.split('\n').find((line) => line.includes('output/declaration.pdf'))
    expect(numbersOf(row)).toEqual(expect.arrayContaining([pages, characters].map(String)))
  })

  test('is summed up: the correction, with the page and line of the new PDF', async () => {
    expect(printed).toBeDefined()
    const json = join(artifacts, 'editions/errata/declaration.errata.json')
    const { corrections } = JSON.parse(await readFile(json, 'utf8'))
    expect(corrections).toHaveLength(1)
    expect(corrections[0].new).toMatchObject({ ...printed })
    // A quotation may leave out the end of the sentence.
    const [wrong, right] = [from.slice(0, 6), to.slice(0, 6)]
    const line = plainOf(told).find((line) => line.includes(wrong) && line.includes(right))
    expect(numbersOf(line)).toEqual(expect.arrayContaining([printed?.page, String(printed?.line)]))
    expect(ran.summary).toContain(told.trim())
  })

  test('is summed up: the pages to replace, both sides of each leaf', async () => {
    const path = join(artifacts, 'editions/errata/declaration.replace.pdf')
    expect((await findPrinted(path, to))?.page).toBe(printed?.page)
    const own = Number(printed?.page)
    const leaf = own % 2 === 0 ? [own - 1, own] : [own, own + 1]
    // The last leaf may have one page.
    const count = await countPages(path)
    const lines = plainOf(told).filter((line) => numbersOf(line).length === count)
    const isNamed = (line: string) => leaf.every((page) => numbersOf(line).includes(`${page}`))
    expect(lines.some(isNamed), told).toBe(true)
  })

  test('is told in a comment, once, which is then kept up to date', async () => {
    const folder = await mkdtemp(join(home, 'comment-'))
    expect(isMet(jobs.comment?.if, contextsOf(proposed))).toBe(true)
    await gh.calls()
    const first = await run(jobs.comment, proposed, folder)
    expect(first.isGood, first.results.at(-1)?.output).toBe(true)
    const [look, post, ...more] = await gh.calls()
    expect(more).toEqual([])
    expect(look?.args.join(' ')).toContain('repos/example/texts/issues/7/comments')
    expect(post?.args.slice(0, 4)).toEqual([
      ...['api', '--method', 'POST', 'repos/example/texts/issues/7/comments']
    ])
    const marker = '<!-- kanben: corrections -->'
    expect(look?.args.join(' ')).toContain(marker)
    expect(post?.body?.startsWith(`${marker}\n`)).toBe(true)
    expect(post?.body).toContain('https://github.com/example/texts/actions/runs/12')
    expect(post?.body).toContain(told.trim())

    await run(jobs.comment, proposed, folder, { OWN_COMMENTS: '41\n42' })
    const [, patch] = await gh.calls()
    expect(patch?.args.slice(2, 4)).toEqual(['PATCH', 'repos/example/texts/issues/comments/41'])
    expect(patch?.body).toBe(post?.body)
  })

  test('goes to the release of the version that has it', async () => {
    const version: Event = { name: 'push', ref: 'refs/tags/v2' }
    const attach = async (env: Readonly<Record<string, string>>) => {
      const folder = await mkdtemp(join(home, 'release-'))
      const ran = await run(jobs.release, version, folder, env)
      expect(ran.isGood, ran.results.at(-1)?.output).toBe(true)
      return (await gh.calls()).map(({ args }) => args)
    }
    const [, create, upload] = await attach({ NO_RELEASE: '1' })
    expect(create?.slice(0, 4)).toEqual(['release', 'create', 'v2', '--verify-tag'])
    expect(create).toContain('corrections.md')
    expect(upload?.slice(0, 4)).toEqual(['release', 'upload', 'v2', '--clobber'])
    expect(upload).toEqual(
      expect.arrayContaining(
        ['pdf', 'epub', 'booklet.pdf'].map((ending) => `output/declaration.${ending}`)
      )
    )
    expect(upload).toContain('output/errata/declaration.errata.pdf')
    const again = await attach({})
    expect(again.map(([, verb]) => verb)).toEqual(['view', 'upload'])
  })
})

describe('a push of a text that is not fit to be published', () => {
  let ran: Ran
  let line = 0
  beforeAll(async () => {
    texts.git('switch', '--quiet', '--discard-changes', '--create', 'faulty', 'main')
    texts.git('rm', '--quiet', '-r', 'source')
    await mkdir(join(texts.folder, 'source'))
    const small = await readFile('test/fixtures/small.md', 'utf8')
    const before = await texts.commit('source/small.md', () => small)
    const faulty = `${small.trimEnd()}\n\n::unknown\n\n此处不明。\n`
    line = faulty.split('\n').indexOf('::unknown') + 1
    await texts.commit('source/small.md', () => faulty)
    await rm(join(texts.folder, 'output'), { recursive: true })
    await cp('output/README.md', join(texts.folder, 'output/README.md'))
    const event: Event = { name: 'push', ref: 'refs/heads/main', event: { before } }
    ran = await run(jobs.build, { ...event, vars: { KANBEN_PAGES: 'true' } }, texts.folder)
  }, 10 * minutes)

  test('fails, and yet compares and keeps; the site is not published', () => {
    expect(ran.isGood).toBe(false)
    expect(outcomes(ran)).toMatchObject({
      [steps.build]: 'failure',
      ...Object.fromEntries(steps.kept.map((name) => [name, 'success'])),
      [steps.site]: 'skipped'
    })
    expect(step(ran, steps.compare).outcome).not.toBe('skipped')
  })

  test('has the message at its line', () => {
    const { output } = step(ran, steps.build)
    expect(output).toMatch(new RegExp(`^::error file=source/small\\.md,line=${line},`, 'm'))
  })

  test('has a report, and tells in the summary what was added', async () => {
    expect(await readdir(join(artifacts, 'editions'))).toContain('small.report.html')
    const told = await readFile(join(artifacts, 'corrections/corrections.md'), 'utf8')
    expect(plainOf(told).join('\n')).toContain('不明')
    expect(ran.summary).toContain(told.trim())
    expect(ran.summary).toContain('directive-unknown')
  })
})

describe('texts are compared with', () => {
  const compare = jobs.build?.steps.filter(({ name }) => name === steps.compare) ?? []
  const only: Job = { steps: compare.map(({ if: _, ...step }) => step) }
  let npm: StandIn
  const commits: Record<string, string> = {}
  beforeAll(async () => {
    npm = await makeStandIn(
      join(home, 'npm'),
      'npm',
      `const told = args[args.indexOf('--summary') + 1]
appendFileSync(told, (process.env.TOLD ?? '').repeat(Number(process.env.TIMES ?? 1)))
process.exitCode = Number(process.env.CODE ?? 0)`
    )
    const { git } = texts
    git('switch', '--quiet', '--discard-changes', '--create', 'versions', 'main')
    git('tag', 'v1')
    await texts.commit('notes.txt', () => 'second')
    await texts.commit('notes.txt', () => 'third')
    git('tag', '--annotate', '--message=Two', 'v2')
    for (const [name, revision] of Object.entries({ first: 'v1', second: 'v2~1', third: 'v2~0' })) {
      commits[name] = git('rev-parse', '--short', revision)
    }
  })

  const push: Event = { name: 'push', ref: 'refs/heads/main' }
  const since = async (at: string, event: Event): Promise<string | undefined> => {
    texts.git('switch', '--quiet', '--detach', commits[at] ?? at)
    const ran = await run(only, event, texts.folder, {}, [npm.folder])
    expect(ran.isGood, ran.results[0]?.output).toBe(true)
    const [call] = await npm.calls()
    const { args = [] } = call ?? {}
    return args[args.indexOf('--since') + 1]
  }

  test.each<readonly [what: string, at: string, event: Event, expected: string | undefined]>([
    ['the commit before a push of several', 'third', { ...push, event: { before: 'v1' } }, 'first'],
    [
      'the commit before it, if the branch is new',
      'third',
      { ...push, event: { before: '0'.repeat(40) } },
      'second'
    ],
    ['nothing, if it is the first of all', 'first', { ...push, event: { before: '' } }, undefined],
    ['the branch a pull request is for', 'third', proposed, 'second'],
    ['the version before a version', 'v2', { name: 'push', ref: 'refs/tags/v2' }, 'v1'],
    ['nothing, if a version is the first', 'v1', { name: 'push', ref: 'refs/tags/v1' }, undefined],
    ['the version before, when asked', 'third', { ...push, name: 'workflow_dispatch' }, 'v1'],
    [
      'what is asked for',
      'third',
      { ...push, name: 'workflow_dispatch', inputs: { since: 'main~0' } },
      'main~0'
    ]
  ])('%s', async (_, at, event, expected) => {
    expect(await since(at, event)).toBe(
      expected === undefined ? undefined : (commits[expected] ?? expected)
    )
  })

  test('what is told at length is cut for a comment, and a failure stays one', async () => {
    texts.git('switch', '--quiet', '--detach', 'v2')
    const env = { TOLD: '| 第9页 | 误 | 正 |\n', TIMES: '4000', CODE: '1' }
    const ran = await run(only, proposed, texts.folder, env, [npm.folder])
    expect(ran.isGood).toBe(false)
    expect(ran.summary.length).toBeGreaterThan(20_000)
    expect(ran.summary.length).toBeLessThan(65_000)
    expect(ran.summary.split('\n').slice(-3)).toEqual([
      ...['', 'And more: see the artifact `editions`.', '']
    ])
    await npm.calls()
  })
})

test('only what may be published or told is', () => {
  const main: Event = { name: 'push', ref: 'refs/heads/main', vars: { KANBEN_PAGES: 'true' } }
  const foreign = { pull_request: { number: 7, head: { repo: { full_name: 'fork/texts' } } } }
  const of = (job: Job | undefined, event: Event) => isMet(job?.if, contextsOf(event))
  expect(of(jobs.pages, main)).toBe(true)
  expect(of(jobs.pages, { ...main, vars: {} })).toBe(false)
  expect(of(jobs.pages, { ...main, vars: { KANBEN_PAGES: 'false' } })).toBe(false)
  expect(of(jobs.pages, { ...main, ref: 'refs/heads/other' })).toBe(false)
  expect(of(jobs.pages, { ...proposed, vars: { KANBEN_PAGES: 'true' } })).toBe(false)
  expect(of(jobs.comment, main)).toBe(false)
  expect(of(jobs.comment, { ...proposed, event: foreign })).toBe(false)
  expect(of(jobs.comment, { ...proposed, event: { pull_request: { head: {} } } })).toBe(false)
  expect(of(jobs.release, main)).toBe(false)
  expect(of(jobs.release, proposed)).toBe(false)
  expect(of(jobs.release, { name: 'push', ref: 'refs/tags/v1.0.0' })).toBe(true)
})

test('nothing is told of a pull request that changes no text, unless something was', async () => {
  const folder = await mkdtemp(join(home, 'comment-'))
  await mkdir(join(artifacts, 'corrections'), { recursive: true })
  await writeFile(join(artifacts, 'corrections/corrections.md'), '')
  await gh.calls()
  expect((await run(jobs.comment, proposed, folder)).isGood).toBe(true)
  expect(await gh.calls()).toHaveLength(1)
  await run(jobs.comment, proposed, folder, { OWN_COMMENTS: '41' })
  const [, patch] = await gh.calls()
  expect(patch?.args).toContain('PATCH')
  expect(patch?.body).toContain('No corrections.')
})

/** The lines of Markdown as read: without emphasis marks and elements. */
function plainOf(markdown: string): ReadonlyArray<string> {
  return markdown.split('\n').map((line) => line.replaceAll(/<[^>]*>|[*_`~]/g, ''))
}

function numbersOf(line = ''): ReadonlyArray<string> {
  return line.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(/\d+/g) ?? []
}
