/** The results for a mutant: for each gate whether it refuses it, or undefined if it was not run. */
export type Verdict = Readonly<{ name: string; refused: Readonly<Record<string, boolean>> }>

/** Read the results in an existing table. */
export function readTable(text: string, gates: ReadonlyArray<string>): ReadonlyArray<Verdict> {
  return text.split('\n').flatMap((line) => {
    const cells = line.split(' | ').map((cell) => cell.trim())
    const name = cells[gates.length]
    if (name === undefined || name === 'fault') return []
    const said = gates.flatMap((gate, index) => {
      const cell = cells[index]
      return cell === 'x' || cell === '-' ? [[gate, cell === 'x'] as const] : []
    })
    return [{ name, refused: Object.fromEntries(said) }]
  })
}

/**
 * Write the table of mutants, one line each: `x` if a gate refuses it, `-` if it passes, nothing if
 * the gate was not run; above them how many each gate checked and refused.
 */
export function writeTable(verdicts: ReadonlyArray<Verdict>, gates: ReadonlyArray<string>): string {
  const missed = verdicts.filter(({ refused }) => !Object.values(refused).includes(true))
  const line = (cells: ReadonlyArray<string>, name: string) =>
    [...cells.map((cell, index) => cell.padEnd(gates[index]?.length ?? 0)), name].join(' | ')
  return [
    `${verdicts.length} mutants planted, ${verdicts.length - missed.length} refused`,
    ...gates.map((gate) => {
      const asked = verdicts.filter(({ refused }) => refused[gate] !== undefined)
      return `${gate}: ${asked.filter(({ refused }) => refused[gate]).length} of ${asked.length} asked`
    }),
    '',
    line(gates, 'fault'),
    ...verdicts.map(({ name, refused }) =>
      line(
        gates.map((gate) => (refused[gate] === undefined ? '' : refused[gate] ? 'x' : '-')),
        name
      )
    ),
    ''
  ].join('\n')
}
