import type { Progress } from '../index.ts'
import { seconds } from './columns.ts'

/** The output stream: stderr. */
type Stream = Readonly<{ isTTY: boolean; write: (text: string) => unknown }>

type Display = Readonly<{
  /** Called by the stages. */
  progress: Progress
  /** End the display with the result. */
  end: (result: string) => void
  /** How long an edition took, in milliseconds. */
  time: (name: string) => number
}>

/**
 * Show the progress of a source: in a terminal one line for each stage, with a growing page count;
 * otherwise a single line at the end.
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
    // Of several editions of the same pages, the first includes their typesetting.
    const begins = stage === 'typeset' || stage === 'finish' || stage === 'report'
    if (begins && !starts.some(({ target }) => target === detail)) {
      starts.push({ target: detail, at })
    }
    if (terminal) stream.write(`\r\x1B[2K  ${stage.padEnd(8)}  ${now.detail}`)
  }

  function finishLine(at: number): void {
    // A stage that only contains another, such as render, needs no line.
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

  function time(name: string): number {
    const index = starts.findIndex((start) => start.target === name)
    return (starts[index + 1]?.at ?? began) - (starts[index]?.at ?? began)
  }

  return { progress, end, time }
}

/** Stages report a number of pages as a bare number. */
function words(detail: string): string {
  return /^\d+$/.test(detail) ? `${detail} pages` : detail
}
