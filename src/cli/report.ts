import { VFile } from 'vfile'
import { reporter } from 'vfile-reporter'

/**
 * Print the messages of files on stderr, each with the way to mend it.
 *
 * @returns the exit code they ask for: 1 if one is fatal.
 */
export function printReport(files: ReadonlyArray<VFile>): number {
  const text = reporter(files.map(tellOnce), {
    verbose: true,
    quiet: true,
    ...(process.env.NO_COLOR ? { color: false } : {})
  })
  if (text !== '') process.stderr.write(`${text}\n`)
  return files.some((file) => file.messages.some((message) => message.fatal)) ? 1 : 0
}

/** Editions of the same pages have the same problems. */
function tellOnce({ path, messages }: VFile): VFile {
  const file = new VFile({ path })
  file.messages.push(
    ...new Map(messages.map((message) => [`${message} ${message.ruleId}`, message])).values()
  )
  return file
}
