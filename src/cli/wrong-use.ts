/** Thrown when the command line asks for something that does not exist or is not allowed. */
export class WrongUse extends Error {}

/**
 * Describe an error in the command line: ours, or one thrown by `parseArgs` of `node:util`;
 * undefined for any other.
 */
export function wrongUse(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof WrongUse) return error.message
  if (!('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS')) return undefined
  // Node's message continues with advice on files that begin with a hyphen.
  return error.message.replace(/\. To specify.*/s, '')
}
