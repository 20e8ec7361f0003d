import type { Element, Nodes, Root, Text } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { graphemesOf, report } from '../book.ts'
import type { CoverageMap } from './coverage/coverage-map.ts'
import { type CoverageFault, differences, quote } from './coverage/differences.ts'
import { isTranscript } from './coverage/transcript.ts'
import { spanOf } from './span.ts'

/** The state of the proof. */
type CoverageProof = {
  /** How often each code unit of the source is printed. */
  printed: Uint8Array
  /** For each code unit of the source, the index of its expected span plus one. */
  owner: Uint32Array
  faults: CoverageFault[]
  /** Where the last printed text ends in the source. */
  at: number
}

/**
 * Prove that the body prints the source: every character that must be printed occurs once, in
 * order, unchanged.
 *
 * The proof looks at the finished tree and the coverage map, not at the plugins between them.
 */
export function rehypeCoverage(map: CoverageMap): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const { source, expected } = map
    const size = source.length
    const owner = new Uint32Array(size)
    for (const [index, { start, end }] of expected.entries()) owner.fill(index + 1, start, end)
    const proof: CoverageProof = { printed: new Uint8Array(size), owner, faults: [], at: 0 }
    prove(tree, map, proof)
    const places = location(source)
    for (const { reason, offset } of [...proof.faults, ...differences(map, proof.printed)]) {
      report(file, 'text-lost', reason, offset === undefined ? undefined : places.toPoint(offset))
    }
  }
}

function prove(node: Nodes, map: CoverageMap, proof: CoverageProof): void {
  if (node.type === 'text') proveText(node, map, proof)
  if (node.type === 'element') {
    const { dataApparatus, dataFootnotes } = node.properties
    if (dataApparatus === 'generated') return
    if (node.tagName === 'img') proveImage(node, map, proof)
    if (node.tagName === 'ruby') {
      proveRuby(node, map, proof)
      return
    }
    // Notes come after the text, in the order of their calls.
    if (dataFootnotes !== undefined || node.properties.id?.toString().startsWith('note-'))
      proof.at = 0
  }
  if (!('children' in node)) return
  for (const child of node.children) prove(child, map, proof)
}

function proveText(node: Text, { source, expected }: CoverageMap, proof: CoverageProof): void {
  const span = spanOf(node)
  if (!span) {
    const reason = `Unexpected text ${quote(node.value)}, expected only text of the source`
    if (node.value.trim() !== '') proof.faults.push({ reason, offset: undefined })
    return
  }
  const wanted = expected[(proof.owner[span.start] ?? 0) - 1]
  const written = source.slice(span.start, span.end)
  if (!wanted || span.end > wanted.end || !isTranscript(node.value, written, wanted)) {
    const reason = `Unexpected text ${quote(node.value)}, expected ${quote(written)}`
    proof.faults.push({ reason, offset: span.start })
  }
  mark(span.start, span.end, source, proof)
}

function proveImage(node: Element, { source, expected }: CoverageMap, proof: CoverageProof): void {
  const span = spanOf(node)
  const wanted = expected[(proof.owner[span?.start ?? -1] ?? 0) - 1]
  const { alt = '', title } = node.properties
  if (title) {
    const reason = `Unexpected title ${quote(String(title))}, expected none: no page shows it`
    proof.faults.push({ reason, offset: span?.start })
  }
  if (!span || wanted?.kind !== 'image' || wanted.start !== span.start || alt !== wanted.alt) {
    const reason = `Unexpected image ${quote(String(alt))}, expected ${quote(wanted?.alt ?? '')}`
    proof.faults.push({ reason, offset: span?.start })
  }
  if (span) mark(span.start, wanted?.end ?? span.end, source, proof)
}

/** A reading follows its characters, even if other characters are between them in the source. */
function proveRuby(
  { children: [base, ...others] }: Element,
  map: CoverageMap,
  proof: CoverageProof
): void {
  if (base) prove(base, map, proof)
  const { at } = proof
  proof.at = 0
  for (const node of others) prove(node, map, proof)
  proof.at = at
  const [reading] = others.flatMap((node) => ('children' in node ? node.children : []))
  if (!base || !reading) return
  const from = spanOf(base)?.start
  const to = spanOf(reading)?.start
  if (from === undefined || to === undefined) return
  const own = proof.owner[from] ?? 0
  const before = graphemesOf(map.source.slice(map.expected[own - 1]?.start, from)).length
  // The spans of the readings follow that of the characters.
  if (proof.owner[to] === own + 1 + before) return
  const reason = `Unexpected reading ${quote(textOf(reading))} of ${quote(textOf(base))}, expected its own`
  proof.faults.push({ reason, offset: from })
}

function mark(start: number, end: number, source: string, proof: CoverageProof): void {
  for (let offset = start; offset < end; offset += 1) {
    proof.printed[offset] = Math.min(2, (proof.printed[offset] ?? 0) + 1)
  }
  if (start < proof.at) {
    const reason = `Unexpected place of ${quote(source.slice(start, end))}, expected it in order`
    proof.faults.push({ reason, offset: start })
  }
  proof.at = end
}
