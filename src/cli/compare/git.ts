import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract } from 'tar-fs'
import { unfinished } from '../unfinished.ts'
import { WrongUse } from '../wrong-use.ts'

/** A file as it was in a revision. */
export type Revised = Readonly<{
  /** What a person calls it: `HEAD~1:source/a.md`. */
  name: string
  /** Full name of the commit. */
  commit: string
  /** Path from the root of the repository. */
  path: string
}>

/** No program a repository names is run for a file, and nothing is fetched. */
const safe = ['lfs'].flatMap((name) => [
  ...['-c', `filter.${name}.smudge=`, '-c', `filter.${name}.process=`],
  ...['-c', `filter.${name}.required=false`]
])

/** Most bytes of a folder: that of a source and of what lies beside it. */
const most = 1024 ** 3

/**
 * Find a file of a revision, `REVISION:path` as git writes it: from the root of the repository, or from here if the
 * path begins with `./`.
 *
 * @throws WrongUse if there is no repository, no such revision, or no such file in it.
 */
export async function findRevised(spec: string): Promise<Revised> {
  const [, revision = '', given = ''] = /^([^:]+):(.+)$/s.exec(spec) ?? []
  const commit = await commitOf(revision)
  const prefix = (await git(['rev-parse', '--show-prefix'])).toString().trimEnd()
  const path = /^\.\.?\//.test(given) ? join(prefix, given) : given
  const kind = await kindOf(commit, path)
  if (kind === 'blob') return { name: spec, commit, path }
  const below = join(prefix, given)
  const isHere = below !== path && (await kindOf(commit, below)) === 'blob'
  const hint = isHere ? `: did you mean \`${revision}:./${given}\`?` : ''
  const found = kind === undefined ? `lack of \`${path}\` in ${revision}` : `folder \`${path}\``
  throw new WrongUse(`Unexpected ${found}, expected a file of that revision${hint}`)
}

/**
 * Name the files of a revision that paths of the working tree were then, renamed ones by their old names.
 *
 * @param paths of files, relative to here.
 * @returns the file each was; nothing for one there was not.
 */
export async function findSince(
  revision: string,
  paths: ReadonlyArray<string>
): Promise<ReadonlyMap<string, Revised>> {
  const commit = await commitOf(revision)
  const prefix = (await git(['rev-parse', '--show-prefix'])).toString().trimEnd()
  const renamed = await renamesSince(commit)
  const found = new Map<string, Revised>()
  for (const given of paths) {
    const now = join(prefix, given)
    for (const path of [now, renamed.get(now)]) {
      if (path === undefined || found.has(given)) continue
      const isThere = (await kindOf(commit, path)) === 'blob'
      if (isThere) found.set(given, { name: `${revision}:${path}`, commit, path })
    }
  }
  return found
}

/** List the Markdown files of a revision in folders, and as which they are there. */
export async function listRevised(
  revision: string,
  folders: ReadonlyArray<string>
): Promise<ReadonlyArray<Revised>> {
  const commit = await commitOf(revision)
  const prefix = (await git(['rev-parse', '--show-prefix'])).toString().trimEnd()
  const roots = folders.map((folder) => `${join(prefix, folder).replace(/\/$/, '')}/`)
  const listed = await git(['ls-tree', '-z', '--full-tree', '--name-only', commit, '--', ...roots])
  return listed
    .toString()
    .split('\0')
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ name: `${revision}:${path}`, commit, path }))
}

/** Read a file of a revision. */
export async function readRevised({ commit, path }: Revised): Promise<Buffer> {
  return git(['cat-file', 'blob', `${commit}:${path}`])
}

/**
 * Copy a file of a revision, with all that lies beside it and below, into a folder of its own.
 *
 * @returns its path there; the folder goes when the program ends, or by `drop`.
 */
export async function extractRevised({
  commit,
  path
}: Revised): Promise<Readonly<{ path: string; drop: () => Promise<void> }>> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-'))
  unfinished.add(folder)
  const beside = dirname(path)
  const below = beside === '.' ? [] : ['--', beside]
  const top = (await git(['rev-parse', '--show-toplevel'])).toString().trimEnd()
  const archive = await git(['archive', '--format=tar', commit, ...below], top)
  // A link could lead anywhere.
  const ignore = (_name: string, header?: Readonly<{ type?: string | null }>) =>
    header?.type !== 'file' && header?.type !== 'directory'
  await pipeline(Readable.from([archive]), extract(folder, { ignore }))
  const drop = async (): Promise<void> => {
    await rm(folder, { recursive: true, force: true })
    unfinished.delete(folder)
  }
  return { path: join(folder, path), drop }
}

/** @throws WrongUse if there is no such revision. */
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

async function kindOf(commit: string, path: string): Promise<string | undefined> {
  const listed = await tryGit(['ls-tree', '-z', '--full-tree', commit, '--', path])
  if (typeof listed === 'string') return undefined
  return /^\d+ (\w+) /.exec(listed.toString())?.[1]
}

/** Files that were renamed since a commit: old path by new path, both from the root. */
async function renamesSince(commit: string): Promise<ReadonlyMap<string, string>> {
  const listed = await git(['diff', '-z', '-M', '--diff-filter=R', '--name-status', commit])
  const words = listed.toString().split('\0')
  const renames = new Map<string, string>()
  for (let index = 0; index + 2 < words.length; index += 3) {
    renames.set(words[index + 2] ?? '', words[index + 1] ?? '')
  }
  return renames
}

async function git(args: ReadonlyArray<string>, cwd?: string): Promise<Buffer> {
  const result = await tryGit(args, cwd)
  if (typeof result === 'string') throw new WrongUse(`Unexpected failure of git: ${result}`)
  return result
}

/** @returns what git printed, or in words why it failed. */
function tryGit(args: ReadonlyArray<string>, cwd?: string): Promise<Buffer | string> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
  const options = { encoding: 'buffer', maxBuffer: most, env, ...(cwd ? { cwd } : {}) } as const
  return new Promise((resolve) => {
    execFile('git', [...safe, ...args], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout)
      else if (error.code === 'ENOENT') resolve('git is not installed')
      else resolve(stderr.toString().trim().split('\n')[0] || 'git failed')
    })
  })
}
