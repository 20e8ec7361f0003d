import type { Progress, Target } from '../index.ts'
import { seconds } from './columns.ts'

/** Where it is shown: stderr. */
type Stream = Readonly<{ isTTY: boolean; write: (text: string) => unknown }>

type Display = Readonly<{
  /** What the stages call. */
  progress: Progress
  /** End the display with a word on the result. */
  end: (result: string) => void
  /** Take back what is shown, where nothing came of the source. */
  drop: () => void
  /** Tell how long an edition took, in milliseconds. */
  time: (target: Target) => number
}>

/**
 * Show how far a source is: in a terminal one line a stage, with its page count while it
 * grows; otherwise a single line at the end.
 */
export function showProgress(path: string, stream: Stream): Display {
  const terminal = stream.isTTY
  const began = performance.now()
  const starts: Array<Readonly<{ target: string; at: number }>> = []
  let now = { stage: '', detail: '', at: began }

  if (terminal) stream.write(`${path}\n`)

  function progress(stage: string, detail = ''): void {
    const at = performance.now()
    if (stage !== now.stage || stage === 'typeset') {
      finishLine(at)
      now = { stage, detail: words(detail), at }
    } else {
      now = { ...now, detail: words(detail) }
    }
    // The first of several editions of the same pages begins with their typesetting.
    const begins = stage === 'typeset' || stage === 'finish' || stage === 'report'
    if (begins && !starts.some(({ target }) => target === detail)) {
      starts.push({ target: detail, at })
    }
    if (terminal) stream.write(`\r\x1B[2K  ${stage.padEnd(8)}  ${now.detail}`)
  }

  function finishLine(at: number): void {
    // A stage that only opens another, as render does, needs no line of its own.
    if (!terminal || now.stage === '' || at - now.at < 1) return
    const line = `  ${now.stage.padEnd(8)}  ${now.detail.padEnd(12)}  ${seconds(at - now.at).padStart(7)}`
    stream.write(`\r\x1B[2K${line}\n`)
  }

  function end(result: string): void {
    const at = performance.now()
    finishLine(at)
    starts.push({ target: '', at })
    const label = terminal ? `  ${'done'.padEnd(8)}` : path
    stream.write(`${label}  ${result}  ${seconds(at - began)}\n`)
  }

  function drop(): void {
    // The line of the stage, and above it that of the source.
    if (terminal) stream.write('\r\x1B[2K\x1B[1A\x1B[2K')
  }

  function time(target: Target): number {
    const index = starts.findIndex((start) => start.target === target)
    return (starts[index + 1]?.at ?? began) - (starts[index]?.at ?? began)
  }

  return { progress, end, drop, time }
}

/** Stages tell a number of pages as the bare number. */
function words(detail: string): string {
  return /^\d+$/.test(detail) ? `${detail} pages` : detail
}
