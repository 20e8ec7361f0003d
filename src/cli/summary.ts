import { appendFile } from 'node:fs/promises'
import type { VFile } from 'vfile'
import { codeSpan, sentence } from './code-span.ts'
import { countOf, type Group, groupsOf } from './groups.ts'
import type { FileMessages } from './messages.ts'
import { attempt } from './write.ts'

/** Bytes of a list: GitHub takes a mebibyte a step, and others may have something to add. */
const most = 256 * 1024

/** Characters of a sentence. */
const longest = 1000

/**
 * Append a section in Markdown to a file, such as the one `$GITHUB_STEP_SUMMARY` names.
 *
 * @returns whether it could be written; if not, the file given has a message.
 */
export async function appendSummary(path: string, markdown: string, file: VFile): Promise<boolean> {
  // Whoever wrote there before may not have ended the line.
  const text = markdown === '' ? '' : `\n${markdown}`
  return attempt(file, () => appendFile(path, text))
}

/** List messages in Markdown: every rule once in each file, with what mends it, and its places. */
export function messageList(files: ReadonlyArray<FileMessages>): string {
  const messages = files.flatMap((file) => file.messages)
  if (messages.length === 0) return ''
  const items = files.flatMap(({ path, messages }) => {
    return groupsOf(messages).flatMap((group) => itemsOf(path, group))
  })
  return `### ${countOf(messages)}\n\n${joinWithinLimit(items, 'lines')}`
}

/** Join lines as far as a summary has room for them, and say how many it has not. */
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
