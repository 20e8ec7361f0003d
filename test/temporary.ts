import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Give all tests a temporary folder of their own, which Vitest removes when they have ended: a worker is
 * stopped without being told, and what it shares among files of tests has no end before it.
 */
export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'kanben-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
