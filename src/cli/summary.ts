import { appendFile } from 'node:fs/promises'
import type { VFile } from 'vfile'
import { codeSpan, sentence } from './code-span.ts'
import { countOf, type Group, groupsOf } from './groups.ts'
import type { FileMessages } from './messages.ts'
import { attempt } from './write.ts'

/** Maximum size of a list, in bytes: GitHub allows a mebibyte for each step, and others may add to it. */
const most = 256 * 1024

/** Maximum length of a sentence, in characters. */
const longest = 1000

/**
 * Append a section in Markdown to a file, such as the one `$GITHUB_STEP_SUMMARY` names.
 *
 * @returns whether it was written; if not, a message is added to the file given.
 */
export async function appendSummary(path: string, markdown: string, file: VFile): Promise<boolean> {
  // The last line of the file may lack its line feed.
  const text = markdown === '' ? '' : `\n${markdown}`
  return attempt(file, () => appendFile(path, text))
}

/** List messages in Markdown: each rule once in each file, with its fix and its places. */
export function messageList(files: ReadonlyArray<FileMessages>): string {
  const messages = files.flatMap((file) => file.messages)
  if (messages.length === 0) return ''
  const items = files.flatMap(({ path, messages }) => {
    return groupsOf(messages).flatMap((group) => itemsOf(path, group))
  })
  return `### ${countOf(messages)}\n\n${joinWithinLimit(items, 'lines')}`
}

/** Join lines up to the size limit of a summary, and say how many are left out. */
export function joinWithinLimit(lines: ReadonlyArray<string>, what: string): string {
  let bytes = 0
  const fits = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line)
    return bytes > most
  })
  if (fits < 0) return lines.join('')
  return `${lines.slice(0, fits).join('')}\nand ${lines.length - fits} more ${what}\n`
}

function itemsOf(path: string, group: Group): ReadonlyArray<string> {
  const [{ rule, severity, remedy }] = group
  const mend = remedy === undefined ? '' : `: ${sentence(remedy)}`
  const places = group.map(({ place, reason }) => {
    const at = place ? `${codeSpan(`${place.line}:${place.column}`)} ` : ''
    return `  * ${at}${codeSpan(shortened(reason))}\n`
  })
  return [`* **${severity}** ${codeSpan(rule)} in ${codeSpan(path)}${mend}\n`, ...places]
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text
}
