/** Whether everything is asked: `npm run test:conformance` has it set, `npm test` takes samples. */
export const isThorough: boolean = process.env.TRIALS === 'all'

/** How many of so many trials are made. */
export function trials(all: number): number {
  return isThorough ? all : Math.ceil(all / 4)
}
