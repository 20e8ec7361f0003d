/** A command the runner of GitHub Actions would execute. */
export type Command = Readonly<{
  name: string
  properties: Readonly<Record<string, string>>
  data: string
}>

/** Those the runner knows: ActionCommandManager.cs of https://github.com/actions/runner. */
const known = [
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group'],
  ...['notice', 'remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning']
]

/**
 * Find the commands in the output of a step, as the runner does: ActionCommand.cs, TryParseV2 and
 * TryParse.
 */
export function commandsIn(output: string): ReadonlyArray<Command> {
  return output.split(/\r\n|\r|\n/).flatMap((line) => readNew(line) ?? readOld(line) ?? [])
}

/** `::name key=value,key=value::data`, after white space. */
function readNew(given: string): Command | undefined {
  const line = given.trimStart()
  const end = line.indexOf('::', 2)
  if (!line.startsWith('::') || end < 0) return undefined
  return commandOf(line.slice(2, end), ',', line.slice(end + 2), ['%3A:', '%2C,'])
}

/** `##[name key=value;key=value]data`, anywhere. */
function readOld(line: string): Command | undefined {
  const start = line.indexOf('##[')
  const end = line.indexOf(']', start)
  if (start < 0 || end < 0) return undefined
  return commandOf(line.slice(start + 3, end), ';', line.slice(end + 1), ['%3B;', '%5D]'])
}

function commandOf(
  head: string,
  separator: string,
  data: string,
  more: ReadonlyArray<string>
): Command | undefined {
  const [name = '', ...rest] = head.split(' ')
  if (!known.includes(name.toLowerCase())) return undefined
  const pairs = rest.join(' ').split(separator).filter(Boolean)
  const properties = pairs.map((pair) => {
    const [key = '', ...value] = pair.split('=')
    return [key, unescaped(value.join('='), more)] as const
  })
  return { name, properties: Object.fromEntries(properties), data: unescaped(data, []) }
}

function unescaped(text: string, more: ReadonlyArray<string>): string {
  const escapes = ['%0D\r', '%0A\n', ...more, '%25%']
  return escapes.reduce((rest, pair) => rest.replaceAll(pair.slice(0, 3), pair.slice(3)), text)
}
