import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The Java version the validators need: the one vnu was compiled for. */
const least = 17

/** Why Java cannot run here; undefined if it can. */
export const javaLack: string | undefined = await findLack()

/** Starts fast: a run is too short for the better compiler to pay. A deep page needs a deep stack. */
const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xss8m', '-Duser.language=en']

/**
 * Run a jar and return its output; an exit status that only signals findings is no error.
 *
 * @throws if Java does not start.
 */
export async function runJar(jar: string, given: ReadonlyArray<string>): Promise<string> {
  const words = [...options, '-jar', jar, ...given]
  const answer = await execute('java', words, { maxBuffer: 2 ** 28 }).catch((error) => {
    if (typeof error.code === 'number') return error
    throw error
  })
  return answer.stdout
}

async function findLack(): Promise<string | undefined> {
  try {
    const { stderr } = await execute('java', ['-version'])
    const version = Number(/version "(\d+)/.exec(stderr)?.[1])
    return version >= least
      ? undefined
      : `\`java\` is version ${version}, expected ${least} or later`
  } catch {
    return 'no `java` here'
  }
}
