import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, rmSync } from 'node:fs'
import { access, mkdir, mkdtemp, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, homedir, platform, tmpdir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import puppeteer, { type Browser } from 'puppeteer-core'
import { extract } from 'tar-fs'
import type { RuleId } from '../../book.ts'

/** A browser executable, and its additional environment. */
export type Program = Readonly<{ path: string; env?: Readonly<Record<string, string>> }>

/** Called with what is wrong with the browser: the rule and the reason. */
export type ReportProblem = (rule: RuleId, reason: string) => void

/**
 * Milliseconds one step of the browser may take: a gathering takes seconds, a hostile image may
 * never end.
 */
export const stepTimeout = 600_000

/**
 * The fontconfig file for the pinned browser: only its own fonts, so that the fonts of the system
 * cannot change a page.
 */
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir></fontconfig>
`

/** A machine that needs a browser: its system, its processor, and where a Chrome may be installed. */
export type Machine = Readonly<{
  platform: NodeJS.Platform
  arch: string
  installed: ReadonlyArray<string>
}>

/** Paths of an installed Chrome or Chromium on Linux, macOS and Windows. */
const installed: Readonly<Partial<Record<NodeJS.Platform, ReadonlyArray<string>>>> = {
  linux: [
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium'
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium'
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'
  ]
}

/**
 * Launch the browser: the one `KANBEN_CHROME` names, else the pinned one (Linux x64, brought by
 * npm), else the one puppeteer has downloaded, if that package is there, else an installed Chrome.
 * The last two come with a remark, since only the pinned one gives the same bytes.
 *
 * @returns `undefined`, after reporting why, if there is none or it does not start.
 */
export async function launchBrowser(tell: ReportProblem): Promise<Browser | undefined> {
  try {
    const program = await findProgram(tell)
    if (program) return await start(program)
    tell('browser-missing', 'Unexpected system without a browser, expected Chrome')
  } catch (error) {
    const [reason] = error instanceof Error ? error.message.split('\n') : [String(error)]
    const isDisk = error instanceof Error && 'syscall' in error && !('spawnargs' in error)
    const rule = isDisk ? 'browser-cache' : 'browser-missing'
    tell(rule, `Unexpected failure (${reason}), expected a browser to start`)
  }
  return undefined
}

/** Find the browser {@link launchBrowser} would launch. */
export async function findProgram(
  tell: ReportProblem,
  machine: Machine = thisMachine()
): Promise<Program | undefined> {
  const chosen = process.env.KANBEN_CHROME
  if (chosen) return { path: chosen }
  if (machine.platform === 'linux' && machine.arch === 'x64') return unpackPinned()
  for (const path of [...(await downloaded()), ...machine.installed]) {
    if (await exists(path)) {
      tell('browser-other', `Unexpected browser ${path}, expected the pinned one`)
      return { path }
    }
  }
  return undefined
}

function thisMachine(): Machine {
  return { platform: platform(), arch: arch(), installed: installed[platform()] ?? [] }
}

/**
 * Where the package puppeteer, which not everyone has, puts the browsers it downloads. Its
 * headless shell goes first: the pinned browser is one too.
 */
async function downloaded(): Promise<ReadonlyArray<string>> {
  try {
    const { executablePath } = await import('puppeteer')
    return [await executablePath({ headless: 'shell' }), await executablePath({ headless: true })]
  } catch {
    // It is not installed, or has no browser for this machine: there may be an installed one.
    return []
  }
}

async function start(program: Program): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'kanben-'))
  const isRoot = process.getuid?.() === 0
  const browser = await launch(program, profile, !isRoot)
    .catch((error) => {
      // Without user namespaces, as on many build servers, there is no sandbox; the pages are
      // loaded from memory and cannot reach anything else.
      if (!isRoot && /sandbox/i.test(String(error))) return launch(program, profile, false)
      throw error
    })
    .catch((error) => {
      remove(profile)
      throw error
    })
  // Puppeteer's own listener, which runs first, ends the browser.
  const tidy = removeAtExit(profile)
  browser.process()?.once('exit', tidy)
  return browser
}

function launch({ path, env = {} }: Program, profile: string, isBoxed: boolean): Promise<Browser> {
  return puppeteer.launch({
    executablePath: path,
    userDataDir: profile,
    headless: path.includes('headless-shell') ? 'shell' : true,
    env: { ...process.env, ...env },
    args: [
      ...(isBoxed ? [] : ['--no-sandbox']),
      // Without it headless-shell rounds glyph advances to whole pixels.
      '--font-render-hinting=none',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync'
    ],
    protocolTimeout: stepTimeout
  })
}

/**
 * Unpack the pinned browser from its npm package into a cache folder named by version, once.
 *
 * The package's `executablePath()` is not used: it takes any older copy it finds. The folder
 * appears atomically, so concurrent builds do not interfere.
 */
async function unpackPinned(): Promise<Program> {
  const require = createRequire(import.meta.url)
  const home = dirname(dirname(dirname(require.resolve('@sparticuz/chromium'))))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'))
  const { XDG_CACHE_HOME: given = '' } = process.env
  // Empty or relative means the default (XDG Base Directory Specification).
  const cache = isAbsolute(given) ? given : join(homedir(), '.cache')
  const folder = join(cache, 'kanben', `browser-${version}`)
  const path = join(folder, 'chrome-headless-shell')
  if (!(await exists(path))) {
    const fresh = `${folder}.${process.pid}`
    const tidy = removeAtExit(fresh)
    for (const step of [cache, dirname(folder), fresh]) await makeFolder(step)
    await unpack(join(home, 'bin'), fresh)
    // If another build was faster, its copy is as good.
    if (!(await exists(path))) remove(folder)
    await rename(fresh, folder).catch(tidy)
  }
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  if (await runs(path)) return { path, env }
  return { path, env: { ...env, LD_LIBRARY_PATH: join(folder, 'libraries', 'lib') } }
}

/** Remove a folder when the program ends, or as soon as the result is called. */
function removeAtExit(folder: string): () => void {
  const listener = () => remove(folder)
  process.once('exit', listener)
  return () => {
    process.off('exit', listener)
    listener()
  }
}

/** Remove a folder as far as possible; a remaining file is no failure. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    // Nothing depends on its removal.
  }
}

/** Make one folder; Node's recursive `mkdir` may never return where none can be made, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  await mkdir(path).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
}

async function unpack(bin: string, folder: string): Promise<void> {
  const unbrotli = (name: string) =>
    [createReadStream(join(bin, name)), createBrotliDecompress()] as const
  const program = createWriteStream(join(folder, 'chrome-headless-shell'), { mode: 0o755 })
  await Promise.all([
    pipeline(...unbrotli('chromium.br'), program),
    pipeline(...unbrotli('al2023.tar.br'), extract(join(folder, 'libraries'))),
    pipeline(...unbrotli('fonts.tar.br'), extract(folder))
  ])
  await writeFile(join(folder, 'fonts.conf'), fontsConf)
}

/** Tell whether the system has all shared libraries the program needs. */
async function runs(path: string): Promise<boolean> {
  return promisify(execFile)(path, ['--version']).then(
    () => true,
    () => false
  )
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  )
}
