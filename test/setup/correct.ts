import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isSourceName } from '../../src/cli/sources.ts'

// Simulates corrections of all the texts in a folder: `tsx test/setup/correct.ts FOLDER`. `.ci/run` runs
// all tests in a copy of the project whose `source/` was corrected so.

/** Every kind of correction; each maps the blocks of a text to those of the corrected one. */
const corrections: Readonly<Record<string, (blocks: ReadonlyArray<string>) => string[]>> = {
  'a character changed': (blocks) => {
    return change(blocks, paragraphs(blocks)[2], (text) => {
      const middle = [...text].findIndex((character, index) => {
        return index >= text.length / 3 && /\p{Script=Han}/u.test(character)
      })
      return [...text]
        .map((character, at) => (at === middle ? other(character) : character))
        .join('')
    })
  },
  'a sentence added': (blocks) => {
    return change(blocks, paragraphs(blocks).at(-3), (text) => `${text}各方将继续就此保持沟通。`)
  },
  'a paragraph deleted': (blocks) => {
    const at = paragraphs(blocks).at(-2)
    return blocks.filter((_, index) => index !== at)
  },
  'two sections exchanged': (blocks) => {
    const [, first, second, end] = [...indices(blocks, /^## /), blocks.length]
    if (first === undefined || second === undefined) return [...blocks]
    const sections = [blocks.slice(second, end), blocks.slice(first, second)]
    return [...blocks.slice(0, first), ...sections.flat(), ...blocks.slice(end)]
  },
  'a heading renamed': (blocks) => {
    return change(blocks, indices(blocks, /^###? /).at(-1), (text) => `${text}及其他`)
  },
  'emphasis added': (blocks) => {
    return change(blocks, paragraphs(blocks)[1], (text) => `**${text}**`)
  }
}

const [, script = '', folder] = process.argv
if (folder !== undefined && import.meta.url === pathToFileURL(script).href) await correctAll(folder)

/** Correct the texts of a folder, and print what was done. */
async function correctAll(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(isSourceName)
  if (names.length === 0) throw new Error(`Unexpected ${folder} without texts`)
  for (const name of names) {
    const { markdown, done } = correct(await readFile(join(folder, name), 'utf8'))
    await writeFile(join(folder, name), markdown)
    console.log(`${name}: ${done.join(', ')}`)
  }
}

/** Correct a text in every way that applies to it. */
export function correct(markdown: string): Readonly<{ markdown: string; done: string[] }> {
  const [frontMatter = ''] = /^(?:---\n[\s\S]*?\n---\n)?\n*/.exec(markdown) ?? []
  let blocks = markdown.slice(frontMatter.length).split(/\n{2,}/)
  const done = Object.entries(corrections).flatMap(([name, make]) => {
    const before = blocks
    blocks = make(blocks)
    return blocks.join('\n\n') === before.join('\n\n') ? [] : [name]
  })
  return { markdown: frontMatter + blocks.join('\n\n'), done }
}

function change(
  blocks: ReadonlyArray<string>,
  at: number | undefined,
  make: (text: string) => string
): string[] {
  return blocks.map((text, index) => (index === at ? make(text) : text))
}

/** Tell which blocks are paragraphs, written without markup. */
function paragraphs(blocks: ReadonlyArray<string>): ReadonlyArray<number> {
  return indices(blocks, /^\p{Script=Han}[^\n*_`[\]<>{}|]*$/u)
}

function indices(blocks: ReadonlyArray<string>, kind: RegExp): ReadonlyArray<number> {
  return blocks.flatMap((text, index) => (kind.test(text) ? [index] : []))
}

function other(character: string): string {
  return character === '改' ? '换' : '改'
}
