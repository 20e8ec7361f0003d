import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rules } from '../../src/book.ts'
import { parse } from '../../src/parse.ts'
import { readAssets, readSource } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'

const folder = new URL('../fixtures/rules/', import.meta.url)

/** Rules of reading, parsing and shaping that a source can break. */
const ids = [
  'annotation',
  'code-words',
  'correction-place',
  'definition-unused',
  'directive-content',
  'directive-unknown',
  'front-matter',
  'front-matter-field',
  'heading-depth',
  'heading-sequence',
  'html-raw',
  'image-alternative',
  'image-missing',
  'image-remote',
  'language',
  'link-target',
  'link-title',
  'list-sequence',
  'note-uncalled',
  'reference-undefined',
  'signatory-separator',
  'source-character',
  'source-decisions',
  'source-digest',
  'source-empty',
  'source-encoding',
  'source-nested',
  'supplement-off',
  'table-cells'
] as const satisfies ReadonlyArray<keyof typeof rules>

test('every folder of fixtures is the name of a rule', () => {
  expect(readdirSync(folder).filter((name) => !Object.hasOwn(rules, name))).toEqual([])
})

test.each(ids)('%s: a right source has no message at all', async (id) => {
  expect(await messagesOf(`${id}/ok.md`)).toEqual([])
})

test.each(ids)('%s: a wrong source has it at its place', async (id) => {
  const messages = await messagesOf(`${id}/not-ok.md`)
  expect(messages.filter((message) => message.includes(` ${id} `))).not.toEqual([])
  const snapshot = fileURLToPath(new URL(`${id}/messages.txt`, folder))
  await expect(`${messages.join('\n')}\n`).toMatchFileSnapshot(snapshot)
})

async function messagesOf(name: string): Promise<ReadonlyArray<string>> {
  const { file, meta } = await readSource(fileURLToPath(new URL(name, folder)))
  if (meta) {
    const tree = parse(file)
    shape(tree, file, meta, await readAssets(tree, file))
  }
  return file.messages.map(
    ({ line, column, ruleId, reason }) => `${line}:${column} ${ruleId} ${reason}`
  )
}
