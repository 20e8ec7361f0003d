import { execFile } from 'node:child_process'
import type { VFile } from 'vfile'
import { report, type Target } from '../../book.ts'

/** How long a person may be kept waiting, ms. */
const timeout = 600_000

/** Search paths without veraPDF: starting a program that is not there costs as much as one that is. */
const without = new Set<string>()

/** What became of a run: there is no such program, or this is what it said and how it ended. */
type Run = Readonly<{ isThere: boolean; said: string; ended: string }>

/**
 * Ask veraPDF as well, if it is on the search path: it knows PDF/A (ISO 19005) and PDF/UA (ISO 14289).
 *
 * A verdict against the file is a message; a run without a verdict is a warning.
 *
 * @param flavours the names veraPDF has for the standards: `2a`, `ua1`.
 */
export async function askVeraPdf(
  bytes: Uint8Array,
  target: Target,
  flavours: ReadonlyArray<string>,
  file: VFile
): Promise<void> {
  const path = process.env.PATH ?? ''
  if (without.has(path)) return
  const runs = await Promise.all(flavours.map((flavour) => run(flavour, bytes)))
  if (runs.some(({ isThere }) => !isThere)) without.add(path)
  for (const [index, { isThere, said, ended }] of runs.entries()) {
    const flavour = flavours[index]
    const [, verdict] = /^(PASS|FAIL)\b/m.exec(said) ?? []
    if (!isThere || verdict === 'PASS') continue
    if (verdict === 'FAIL') {
      const reason = `Unexpected verdict of veraPDF on the ${target}: ${brief(said)}, expected PASS (${flavour})`
      report(file, 'edition-conformance', reason)
    } else {
      const reason = `Unexpected end of veraPDF (${flavour}): ${brief(ended)}, expected a verdict`
      report(file, 'verapdf-broken', reason)
    }
  }
}

function run(flavour: string, bytes: Uint8Array): Promise<Run> {
  const options = { timeout: timeout, maxBuffer: 64 * 2 ** 20 }
  const wishes = ['--format', 'text', '--verbose', '--flavour', flavour]
  return new Promise((resolve) => {
    const child = execFile('verapdf', wishes, options, (error, said, complaint) => {
      const isThere = error?.code !== 'ENOENT'
      resolve({ isThere, said, ended: complaint || error?.message || 'no output' })
    })
    // It may end before it has read the file; how it ended is told above.
    child.stdin?.on('error', () => {})
    child.stdin?.end(bytes)
  })
}

/** The first lines, as one. */
function brief(output: string): string {
  const lines = output.trim().split(/\s*\n\s*/)
  return lines.slice(0, 5).join('; ').slice(0, 400)
}
