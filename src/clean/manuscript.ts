import { relative, resolve, sep } from 'node:path'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { digestOf, report } from '../book.ts'
import type { NormalisedBlock } from './characters.ts'
import type { Decisions } from './decisions.ts'
import { enumeratorOf, headingRanks } from './enumerators.ts'
import { isTerminated } from './lines.ts'
import type { Manuscript, Written } from './markdown.ts'

/** The files that take messages, and the decoded received text. */
export type Files = Readonly<{
  received: VFile
  decisions: VFile | undefined
  /** Folder of the source file, relative to `received.cwd`. */
  folder: string
  file: VFile
  text: string
}>

/** Examples for required fields the text does not give. */
const samples = {
  type: '`type:` and a short word, for example `type: declaration`,',
  date: '`date: YYYY-MM-DD`'
} as const

/**
 * Make a manuscript from the blocks and the decisions.
 *
 * @param normalised what cleaning changed, one sentence for each kind.
 */
export function manuscriptOf(
  blocks: ReadonlyArray<NormalisedBlock>,
  said: Decisions,
  normalised: ReadonlyArray<string>,
  files: Files
): Manuscript {
  const complete = said.complete ?? endsWhole(blocks, files)
  return {
    meta: {
      ...frontMatterOf(blocks, said, files),
      source: { ...originOf(files), complete, normalised }
    },
    blocks: writtenOf(blocks, files),
    gap: complete ? undefined : (said.gap ?? '源文本至此中断，其后的文字未见。')
  }
}

function frontMatterOf(
  blocks: ReadonlyArray<NormalisedBlock>,
  { metadata, titlePlace }: Decisions,
  { decisions, file }: Files
): Manuscript['meta'] {
  const received = blocks.filter(({ role }) => role === 'title').map(({ text }) => text)
  const { title = received.join(''), lang = 'zh-Hans', ...rest } = metadata
  if (decisions && title.replaceAll('|', '') !== received.join('')) {
    const reason = `Unexpected title “${title}”, expected “${received.join('')}” and breaks \`|\``
    report(decisions, 'clean-decision', reason, titlePlace)
  }
  for (const key of ['type', 'date'] as const) {
    if (metadata[key] === undefined) {
      const where = decisions?.path ?? 'a decisions file (--decisions FILE)'
      const reason = `Unexpected front matter without \`${key}\``
      report(file, 'clean-metadata', `${reason}, expected ${samples[key]} in ${where}`)
    }
  }
  const { type, date, place, body, identifier } = rest
  const given = Object.entries({ title, lang, type, date, place, body, identifier })
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

/** Give the paths of the received text and decisions relative to the source. */
function originOf({ received, decisions, folder }: Files) {
  const home = resolve(received.cwd, folder)
  const wayTo = ({ cwd, path }: VFile) => relative(home, resolve(cwd, path)).split(sep).join('/')
  return {
    file: wayTo(received),
    sha256: digestOf(received.value),
    ...(decisions ? { decisions: wayTo(decisions) } : {})
  }
}

/** Tell whether a text is complete: it ends in a terminal mark, or has a date line. */
function endsWhole(blocks: ReadonlyArray<NormalisedBlock>, { received, text }: Files): boolean {
  const last = blocks.at(-1)
  if (!last || isTerminated(last.text) || blocks.some(({ role }) => role === 'dateline'))
    return true
  const place = location(text).toPoint(last.origins.at(-1) ?? 0)
  const reason = 'Unexpected end of text without closing mark or date line, expected `complete:`'
  report(received, 'clean-end', `${reason} in the decisions file; marked as cut off for now`, place)
  return false
}

function writtenOf(
  blocks: ReadonlyArray<NormalisedBlock>,
  { received, text }: Files
): ReadonlyArray<Written> {
  const { toPoint } = location(text)
  const candidates = blocks.map((block) =>
    block.role === 'text' && !isTerminated(block.text) ? enumeratorOf(block.text) : undefined
  )
  return headingRanks(candidates).flatMap(({ depth, doubt }, index): Written[] => {
    const block = blocks[index]
    if (!block || block.role === 'title') return []
    if (doubt) report(received, 'clean-heading', doubt, toPoint(block.origins[0] ?? 0))
    if (block.role !== 'text') return [{ role: block.role, depth: undefined, text: block.text }]
    return [{ role: depth ? 'heading' : 'paragraph', depth, text: block.text }]
  })
}
