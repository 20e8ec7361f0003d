// Text and program are two things: no test may depend on what stands in `source/`. This refuses every
// use of a path there but its README, in the process that loads it and in all that come of it.
import childProcess from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('../../source', import.meta.url))

/** Functions that are given two paths; a second argument of others may be any text. */
const takesTwo = /^(?:copyFile|cp|link|rename|symlink)(?:Sync)?$/

if (!process.env.NODE_OPTIONS?.includes(import.meta.url)) {
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import=${import.meta.url}`.trim()
}

for (const files of [fs, fs.promises]) {
  guard(files, (name, args) => refuse(args.slice(0, takesTwo.test(name) ? 2 : 1), ''))
}
guard(childProcess, (_, args) => {
  const { cwd } = args.find((arg) => typeof arg === 'object' && !Array.isArray(arg)) ?? {}
  refuse([cwd], '')
  refuse(args.flat(), cwd === undefined ? '' : pathOf(cwd))
})
syncBuiltinESMExports()

/** Vitest calls it, before it starts the processes that run tests: all is done by then. */
export function setup() {}

function guard(module, look) {
  for (const [name, value] of Object.entries(module)) {
    const isFunction = typeof value === 'function' && /^[a-z]/.test(name)
    if (isFunction) module[name] = guarded(value, (args) => look(name, args))
  }
}

/** Guard a function, and what `util.promisify` calls in its place, which stands among its properties. */
function guarded(call, look, isProperty = false) {
  function looked(...args) {
    look(args)
    return Reflect.apply(call, this, args)
  }
  for (const key of Reflect.ownKeys(call)) {
    const property = Object.getOwnPropertyDescriptor(call, key)
    const isFunction = typeof property.value === 'function'
    if (isFunction && !isProperty) property.value = guarded(property.value, look, true)
    Object.defineProperty(looked, key, property)
  }
  return looked
}

function refuse(args, folder) {
  for (const arg of args) {
    const path = resolve(folder, pathOf(arg))
    if (path !== source && !path.startsWith(source + sep)) continue
    if (path === resolve(source, 'README.md')) continue
    const name = relative(resolve(source, '..'), path)
    throw new Error(`Unexpected use of ${name} in a test, expected test/fixtures/declaration/`)
  }
}

/** Take the path of what may be one; the root, of what is none. */
function pathOf(arg) {
  if (arg instanceof URL) return arg.protocol === 'file:' ? fileURLToPath(arg) : sep
  if (Buffer.isBuffer(arg)) return arg.toString()
  return typeof arg === 'string' ? arg : sep
}
