import type { Element, Nodes, Root, Text } from 'hast'
import type { VFile } from 'vfile'
import { location } from 'vfile-location'
import { report } from '../book.ts'
import { dueOf } from './due.ts'
import type { Ledger } from './ledger.ts'
import { spanOf } from './span.ts'
import { isTranscript } from './transcript.ts'

type Fault = Readonly<{ reason: string; offset: number | undefined }>

/** What the body was found to print. */
type Proof = {
  /** For each code unit of the source, how often it is printed. */
  printed: Uint8Array
  /** For each code unit of the source, the index of its leaf plus one. */
  owner: Uint32Array
  faults: Fault[]
  /** Where the text printed last ends in the source. */
  at: number
}

/**
 * Prove that the body prints the source: each character that is to be printed stands in it once, in
 * order, unchanged.
 *
 * The proof looks at the finished tree and the ledger, and at no plugin between them.
 */
export function rehypeCoverage(ledger: Ledger): (tree: Root, file: VFile) => undefined {
  return (tree, file) => {
    const { source, leaves } = ledger
    const size = source.length
    const owner = new Uint32Array(size)
    for (const [index, { start, end }] of leaves.entries()) owner.fill(index + 1, start, end)
    const proof: Proof = { printed: new Uint8Array(size), owner, faults: [], at: 0 }
    prove(tree, ledger, proof)
    const places = location(source)
    for (const { reason, offset } of [...proof.faults, ...differences(ledger, proof)]) {
      report(file, 'text-lost', reason, offset === undefined ? undefined : places.toPoint(offset))
    }
  }
}

function prove(node: Nodes, ledger: Ledger, proof: Proof): void {
  if (node.type === 'text') proveText(node, ledger, proof)
  if (node.type === 'element') {
    const { dataApparatus, dataFootnotes } = node.properties
    if (dataApparatus === 'generated') return
    if (node.tagName === 'img') proveImage(node, ledger, proof)
    // Notes are printed after the text, in the order of their calls.
    if (dataFootnotes !== undefined || node.properties.id?.toString().startsWith('note-'))
      proof.at = 0
  }
  if (!('children' in node)) return
  for (const child of node.children) prove(child, ledger, proof)
}

function proveText(node: Text, { source, leaves }: Ledger, proof: Proof): void {
  const span = spanOf(node)
  if (!span) {
    const reason = `Unexpected text “${show(node.value)}”, expected only text of the source`
    if (node.value.trim() !== '') proof.faults.push({ reason, offset: undefined })
    return
  }
  const leaf = leaves[(proof.owner[span.start] ?? 0) - 1]
  const written = source.slice(span.start, span.end)
  if (!leaf || span.end > leaf.end || !isTranscript(node.value, written, leaf)) {
    const reason = `Unexpected text “${show(node.value)}”, expected “${show(written)}”`
    proof.faults.push({ reason, offset: span.start })
  }
  mark(span.start, span.end, source, proof)
}

function proveImage(node: Element, { source, leaves }: Ledger, proof: Proof): void {
  const span = spanOf(node)
  const leaf = leaves[(proof.owner[span?.start ?? -1] ?? 0) - 1]
  const { alt = '', title } = node.properties
  if (title) {
    const reason = `Unexpected title “${show(String(title))}”, expected none: no page shows it`
    proof.faults.push({ reason, offset: span?.start })
  }
  if (!span || leaf?.kind !== 'image' || leaf.start !== span.start || alt !== leaf.alt) {
    const reason = `Unexpected image “${show(String(alt))}”, expected “${show(leaf?.alt ?? '')}”`
    proof.faults.push({ reason, offset: span?.start })
  }
  if (span) mark(span.start, span.end, source, proof)
}

function mark(start: number, end: number, source: string, proof: Proof): void {
  for (let offset = start; offset < end; offset += 1) {
    proof.printed[offset] = Math.min(2, (proof.printed[offset] ?? 0) + 1)
  }
  if (start < proof.at) {
    const reason = `Unexpected place of “${show(source.slice(start, end))}”, expected it in order`
    proof.faults.push({ reason, offset: start })
  }
  proof.at = end
}

/** Find the characters printed never or twice: one fault for each run of them in a line. */
function differences(ledger: Ledger, { printed }: Proof): ReadonlyArray<Fault> {
  const { source } = ledger
  const due = dueOf(ledger)
  const faults: Fault[] = []
  let start = -1
  const end = (offset: number): void => {
    if (start < 0) return
    const how = printed[start] === 0 ? 'loss' : 'repetition'
    const reason = `Unexpected ${how} of “${show(source.slice(start, offset))}”, expected it once`
    faults.push({ reason, offset: start })
    start = -1
  }
  for (let offset = 0; offset < source.length; offset += 1) {
    const isFault = due[offset] === 1 && printed[offset] !== 1
    if (
      start >= 0 &&
      (source[offset] === '\n' || (isFault && printed[offset] !== printed[start]))
    ) {
      end(offset)
    }
    if (start >= 0 && due[offset] === 1 && !isFault) end(offset)
    if (isFault && start < 0) start = offset
  }
  end(source.length)
  return faults
}

function show(text: string): string {
  const short = text.replace(/\s+/g, ' ')
  return short.length > 40 ? `${short.slice(0, 40)}…` : short
}
