/** Whether to test everything: set by `npm run test:conformance`; `npm test` takes samples. */
export const isThorough: boolean = process.env.TRIALS === 'all'

/** How many of so many trials to run. */
export function trials(all: number): number {
  return isThorough ? all : Math.ceil(all / 4)
}
