import { execFileSync } from 'node:child_process'
import { appendFile, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../..', import.meta.url))

/** A git repository with a copy of the project and the texts of the tests. */
export type Repository = Readonly<{
  folder: string
  git: (...args: ReadonlyArray<string>) => string
  /** Change or add a file and commit it; returns the commit. */
  commit: (path: string, make: (text: string) => string) => Promise<string>
}>

/** Make a repository in a new folder, with the current project as its first commit. */
export async function makeRepository(folder: string): Promise<Repository> {
  await mkdir(folder)
  for (const path of filesOf(project)) {
    if (path.startsWith('source/')) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await cp(join(project, path), join(folder, path))
  }
  await cp(join(project, 'test/fixtures/declaration'), join(folder, 'source'), { recursive: true })
  await symlink(join(project, 'node_modules'), join(folder, 'node_modules'))
  const git = (...args: ReadonlyArray<string>): string => {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnv() }).trim()
  }
  git('init', '--quiet', '--initial-branch=main')
  await appendFile(join(folder, '.git/info/exclude'), 'node_modules\n')
  git('add', '--all')
  git('commit', '--quiet', '--message=The project')
  const commit = async (path: string, make: (text: string) => string): Promise<string> => {
    const file = join(folder, path)
    await writeFile(file, make(await readFile(file, 'utf8').catch(() => '')))
    git('add', path)
    git('commit', '--quiet', `--message=Change ${path}`)
    return git('rev-parse', 'HEAD')
  }
  return { folder, git, commit }
}

/** The files of the project: tracked, or untracked but not ignored. */
function filesOf(folder: string): ReadonlyArray<string> {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate']
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: folder })
  const gone = new Set(String(deleted).split('\0'))
  const paths = String(execFileSync('git', list, { cwd: folder })).split('\0')
  return paths.filter((path) => path !== '' && path !== 'node_modules' && !gone.has(path))
}

/** Settings independent of the user's, so that every run makes the same commits. */
function gitEnv(): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'kanben',
    GIT_AUTHOR_EMAIL: 'kanben@example.org',
    GIT_COMMITTER_NAME: 'kanben',
    GIT_COMMITTER_EMAIL: 'kanben@example.org'
  }
}
