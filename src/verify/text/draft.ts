import type { Element, Nodes } from 'hast'
import type { Block, Context } from './block.ts'
import { type Character, charactersOf, countOf, type TextPart } from './characters.ts'

/** A text an edition must have; each character knows its line of the source, the title's none. */
export type ExpectedText = Readonly<{
  characters: ReadonlyArray<Character<number | undefined>>
  /** Index of the first character of each element that has an identifier and text. */
  startOf: ReadonlyMap<string, number>
  /** In order; every character stands in one. */
  blocks: ReadonlyArray<Block>
  /** Characters before which a line end is written. */
  breaks: ReadonlySet<number>
  /** Characters before which something else stands in the line: a call, a reading, an image. */
  apart: ReadonlySet<number>
  /** Characters before which an image stands. */
  images: ReadonlySet<number>
  /** Characters of names and titles that are marked as such (专名号, 书名号). */
  named: ReadonlySet<number>
  /** Characters of words that are emphasised, and may have another face than what is around them. */
  emphasised: ReadonlySet<number>
  /** Which character of the whole text each is, all streams and no accents apart. */
  ordinals: ReadonlyArray<number>
}>

/** A wording in the making. */
export type Draft = {
  parts: TextPart<number | undefined>[]
  count: number
  continues: boolean
  open: Readonly<{ block: Context; from: number }> | undefined
  startOf: Map<string, number>
  blocks: Block[]
  breaks: Set<number>
  apart: Set<number>
  images: Set<number>
  named: Set<number>
  emphasised: Set<number>
  ordinals: number[]
}

/** Begin an empty wording. */
export function startDraft(): Draft {
  return {
    parts: [],
    count: 0,
    continues: false,
    open: undefined,
    startOf: new Map(),
    blocks: [],
    breaks: new Set(),
    apart: new Set(),
    images: new Set(),
    named: new Set(),
    emphasised: new Set(),
    ordinals: []
  }
}

/** Add a text that stands in a block; a node without a place has no line of the source. */
export function write(draft: Draft, text: string, node: Nodes | undefined, block: Context): void {
  const count = countOf(text)
  if (count > 0) draft.open ??= { block, from: draft.count }
  draft.parts.push({ text, where: node?.position?.start.line, continues: draft.continues })
  draft.continues = true
  if (block.style === 'code') markLines(draft, text)
  draft.count += count
}

/** In code every line end is one of the text. */
function markLines(draft: Draft, text: string): void {
  let count = draft.count
  for (const line of text.split('\n').slice(0, -1)) {
    count += countOf(line)
    draft.breaks.add(count)
  }
}

/** End a block, and with it what is known of the white space before the next character. */
export function end(draft: Draft): void {
  endBlock(draft)
  draft.continues = false
}

/** End a block whose line goes on. */
export function endBlock(draft: Draft): void {
  if (draft.open) draft.blocks.push({ ...draft.open.block, from: draft.open.from, to: draft.count })
  draft.open = undefined
}

/** Make it a wording. */
export function finish({ parts, ...draft }: Draft): ExpectedText {
  const { startOf, blocks, breaks, apart, images, named, emphasised, ordinals } = draft
  const characters = charactersOf(parts)
  return { characters, startOf, blocks, breaks, apart, images, named, emphasised, ordinals }
}

/** Note what stands between two characters and is none. */
export function noteBetween(
  { count, breaks, apart, images }: Draft,
  { tagName, properties }: Element
): void {
  if (tagName === 'br') breaks.add(count)
  if (tagName === 'img') images.add(count)
  if (tagName === 'img' || properties.dataApparatus === 'generated') apart.add(count)
}
