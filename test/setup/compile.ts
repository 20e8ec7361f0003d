import { execFile } from 'node:child_process'
import { mkdtemp, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the compiled program. */
    program: string
  }
}

const project = fileURLToPath(new URL('../..', import.meta.url))
const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc')

/** Compile the program once, as in the package, for tests that run it in a process of its own. */
export async function setup({ provide }: TestProject): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-program-'))
  const options = ['--outDir', join(folder, 'dist'), '--noCheck']
  await promisify(execFile)(process.execPath, [tsc, '-p', '.tsconfig.compile.json', ...options], {
    cwd: project
  })
  for (const name of ['package.json', 'templates', 'node_modules']) {
    await symlink(join(project, name), join(folder, name))
  }
  provide('program', join(folder, 'dist', 'cli.js'))
}
