/** Thrown when the command line asks for something that does not exist. */
export class WrongUse extends Error {}

/**
 * Tell what is wrong with the command line, if an error is about that: ours, or one that `parseArgs`
 * of `node:util` throws.
 */
export function wrongUse(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof WrongUse) return error.message
  if (!('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return undefined
  // Node goes on to tell how to name a file that begins with a hyphen.
  return error.message.replace(/\. To specify.*/s, '')
}
