import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, normalize, relative, resolve } from 'node:path'
import { isSourceName } from '../sources.ts'
import { unfinishedPaths } from '../unfinished.ts'
import { WrongUse } from '../wrong-use.ts'

/** A file in a revision. */
export type Revised = Readonly<{
  /** Its name as given: `HEAD~1:source/a.md`. */
  name: string
  /** Full hash of the commit. */
  commit: string
  /** Path from the root of the repository. */
  path: string
}>

/**
 * Run no programs a repository configures, fetch nothing, and take paths literally. Blobs are read
 * as stored, so that no filter or attribute changes a text.
 */
const safe = ['core.fsmonitor=false', 'protocol.allow=never', 'core.quotePath=false'].flatMap(
  (setting) => ['-c', setting]
)

const environment = {
  ...{ GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1' },
  ...{ GIT_LITERAL_PATHSPECS: '1', LC_ALL: 'C' }
}

/** Maximum size of a file, in bytes. */
const most = 1024 ** 3

/**
 * Find a file in a revision, given as git's `REVISION:path`: from the root of the repository, or
 * from the working directory if the path begins with `.//`.
 *
 * @throws WrongUse if the repository, the revision or the file in it does not exist.
 */
export async function findRevised(spec: string): Promise<Revised> {
  const [, revision = '', given = ''] = /^([^:]+):(.+)$/s.exec(spec) ?? []
  const commit = await commitOf(revision)
  const here = /^\.\.?\//.test(given)
  const path = here ? await fromRoot(given) : normalize(given)
  const kind = await kindOf(commit, path)
  if (kind === 'blob' && !given.endsWith('/')) return { name: spec, commit, path }
  const below = here ? path : await fromRoot(given).catch(() => path)
  const isHere = below !== path && (await kindOf(commit, below)) === 'blob'
  const hint = isHere ? `: did you mean \`${revision}:./${given}\`?` : ''
  const found =
    kind === undefined ? `lack of \`${path}\` in ${revision}` : `${kinds[kind]} \`${path}\``
  throw new WrongUse(`Unexpected ${found}, expected a file of that revision${hint}`)
}

/** Kinds of git objects under a path that are not text. */
const kinds = {
  blob: 'folder',
  tree: 'folder',
  link: 'symbolic link',
  commit: 'submodule'
} as const

/** Give the path of a file or folder relative to the root of the repository. */
async function fromRoot(path: string): Promise<string> {
  const top = await realpath((await git(['rev-parse', '--show-toplevel'])).toString().trimEnd())
  const folder = await realpath(dirname(resolve(path))).catch(() => dirname(resolve(path)))
  const way = relative(top, join(folder, basename(resolve(path))))
  if (way !== '..' && !way.startsWith('../')) return way === '' ? '.' : way
  throw new WrongUse(`Unexpected path ${path} outside the repository, expected one in it`)
}

/**
 * Find the files in a revision that correspond to paths of the working tree, following renames.
 *
 * @param paths paths of files, relative to the working directory.
 * @returns for each path its file, or undefined if there was none.
 */
export async function findSince(
  revision: string,
  paths: ReadonlyArray<string>
): Promise<ReadonlyMap<string, Revised>> {
  const commit = await commitOf(revision)
  const renamed = await renamesSince(commit)
  const found = new Map<string, Revised>()
  for (const given of paths) {
    const now = await fromRoot(given)
    for (const path of [now, renamed.get(now)]) {
      if (path === undefined || found.has(given)) continue
      const isThere = (await kindOf(commit, path)) === 'blob'
      if (isThere) found.set(given, { name: `${revision}:${path}`, commit, path })
    }
  }
  return found
}

/** List the Markdown files that folders had in a revision, with their paths there. */
export async function listRevised(
  revision: string,
  folders: ReadonlyArray<string>
): Promise<ReadonlyArray<Revised>> {
  const commit = await commitOf(revision)
  const roots = await Promise.all(folders.map(fromRoot))
  const names = await Promise.all(
    roots.map(async (root) => {
      const tree = root === '.' ? commit : `${commit}:${root}`
      const listed = await tryGit(['ls-tree', '-z', '--full-tree', tree])
      // The folder did not exist then.
      if (typeof listed === 'string') return []
      return entriesOf(listed).flatMap(({ kind, path }) =>
        kind === 'blob' && isSourceName(path) ? [root === '.' ? path : `${root}/${path}`] : []
      )
    })
  )
  return names.flat().map((path) => ({ name: `${revision}:${path}`, commit, path }))
}

/** Read a file in a revision. */
export async function readRevised({ commit, path }: Revised): Promise<Buffer> {
  return git(['cat-file', 'blob', `${commit}:${path}`])
}

/**
 * Copy the folder of a file in a revision, with subfolders, to a temporary folder.
 *
 * @returns the path of the copy; the folder is removed by `drop`, or when the program ends.
 */
export async function extractRevised({
  commit,
  path
}: Revised): Promise<Readonly<{ path: string; drop: () => Promise<void> }>> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-'))
  unfinishedPaths.add(folder)
  const root = dirname(path)
  const tree = root === '.' ? commit : `${commit}:${root}`
  const listed = entriesOf(await git(['ls-tree', '-r', '-z', '--full-tree', tree]))
  // Skip links, which could lead anywhere, and submodules, which are other repositories.
  for (const { kind, name, path: below } of listed) {
    if (kind !== 'blob') continue
    const place = join(folder, root, below)
    if (relative(folder, place).startsWith('..')) continue
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, await git(['cat-file', 'blob', name]))
  }
  const drop = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true })
    unfinishedPaths.delete(folder)
  }
  return { path: join(folder, path), drop }
}

/** An entry of a git tree. */
type Entry = Readonly<{ kind: keyof typeof kinds; name: string; path: string }>

function entriesOf(listed: Buffer): ReadonlyArray<Entry> {
  return listed
    .toString()
    .split('\0')
    .flatMap((line): ReadonlyArray<Entry> => {
      const [, mode, type, name = '', path = ''] = /^(\d+) (\w+) (\w+)\t(.*)$/s.exec(line) ?? []
      if (mode === '120000') return [{ kind: 'link', name, path }]
      return type === 'blob' || type === 'tree' || type === 'commit'
        ? [{ kind: type, name, path }]
        : []
    })
}

/** @throws WrongUse if the revision does not exist. */
async function commitOf(revision: string): Promise<string> {
  const isInside = await tryGit(['rev-parse', '--is-inside-work-tree'])
  if (typeof isInside === 'string') {
    const found = `Unexpected revision \`${revision}\` outside a git repository`
    throw new WrongUse(`${found} (${isInside}), expected two files, or a folder that git keeps`)
  }
  const name = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  const commit = await tryGit(name)
  if (typeof commit !== 'string') return commit.toString().trim()
  const isShallow = (await git(['rev-parse', '--is-shallow-repository'])).toString().trim()
  const hint =
    isShallow === 'true'
      ? ': this clone is shallow, fetch the history by `git fetch --unshallow --tags`'
      : ''
  throw new WrongUse(
    `Unexpected revision \`${revision}\`, expected a commit, branch or tag of this repository${hint}`
  )
}

async function kindOf(commit: string, path: string): Promise<Entry['kind'] | undefined> {
  const listed = await tryGit(['ls-tree', '-z', '--full-tree', commit, '--', path])
  return typeof listed === 'string' ? undefined : entriesOf(listed)[0]?.kind
}

/**
 * Files renamed since a commit: from new to old path, both from the root. Compares with the index,
 * since reading the working tree would run filters.
 */
async function renamesSince(commit: string): Promise<ReadonlyMap<string, string>> {
  const args = ['diff-index', '--cached', '-z', '-M', '--diff-filter=R', '--name-status', commit]
  const listed = await git(args)
  const words = listed.toString().split('\0')
  const renames = new Map<string, string>()
  for (let index = 0; index + 2 < words.length; index += 3) {
    renames.set(words[index + 2] ?? '', words[index + 1] ?? '')
  }
  return renames
}

async function git(args: ReadonlyArray<string>): Promise<Buffer> {
  const result = await tryGit(args)
  if (typeof result === 'string') throw new WrongUse(`Unexpected failure of git: ${result}`)
  return result
}

/** @returns the output of git, or the reason why it failed. */
function tryGit(args: ReadonlyArray<string>): Promise<Buffer | string> {
  const env = { ...process.env, ...environment }
  const options = { encoding: 'buffer', maxBuffer: most, env } as const
  return new Promise((resolve) => {
    execFile('git', [...safe, ...args], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout)
      else if (error.code === 'ENOENT') resolve('git is not installed')
      else resolve(stderr.toString().trim().split('\n')[0] || 'git failed')
    })
  })
}
