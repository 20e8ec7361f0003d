import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Give all tests one temporary folder, which Vitest removes at the end: a worker is stopped without
 * notice, and what test files share in it has no earlier end.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kanben-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
