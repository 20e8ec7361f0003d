import { readdirSync, readFileSync } from 'node:fs'

/**
 * Sum the resident memory of a process's descendants, in bytes.
 *
 * Pages two processes share are counted twice, so the sum is an upper bound. The compiler that tsx
 * keeps running is no part of the program and is left out.
 */
export function residentOfDescendants(root: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    const parent = readParent(name)
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  let sum = 0
  for (const pid of parents.keys()) {
    let ancestor = parents.get(pid)
    while (ancestor !== undefined && ancestor !== root) ancestor = parents.get(ancestor)
    if (ancestor === root) sum += resident(pid)
  }
  return sum
}

/** Read the resident memory of a process, in bytes; 0 if it has ended. */
export function resident(pid: number): number {
  const kilobytes = /^VmRSS:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1]
  return Number(kilobytes ?? 0) * 1024
}

function readParent(name: string): number | undefined {
  if (!/^\d+$/.test(name)) return undefined
  const status = read(`/proc/${name}/status`)
  const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1]
  return parent && !/^Name:\s*esbuild$/m.test(status) ? Number(parent) : undefined
}

/** A process may end between being listed and being read. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
