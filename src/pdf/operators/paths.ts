import type { Colour } from '../colour-space.ts'
import { at, type InterpreterState, type Operator, paint } from './interpreter-state.ts'

/** Paths (PDF 32000-1, 8.5). */
export const pathOperators: Readonly<Record<string, Operator>> = {
  m: addPoints,
  l: addPoints,
  c: addPoints,
  v: addPoints,
  y: addPoints,
  re: ({ points }, operands) => {
    const [x, y] = [at(operands, 0), at(operands, 1)]
    const [right, top] = [x + at(operands, 2), y + at(operands, 3)]
    points.push([x, y], [right, y], [x, top], [right, top])
  },
  n: (interpreter) => {
    interpreter.points = []
  },
  ...painters('f F f*', ({ state }) => state.fill),
  ...painters('S s', ({ state }) => state.stroke),
  ...painters('B B* b b*', ({ state }) => [...state.fill, ...state.stroke])
}

function addPoints({ points }: InterpreterState, operands: ReadonlyArray<string>): void {
  for (let index = 0; index < operands.length; index += 2) {
    points.push([at(operands, index), at(operands, index + 1)])
  }
}

function painters(
  operators: string,
  coloursOf: (interpreter: InterpreterState) => ReadonlyArray<Colour>
): Readonly<Record<string, Operator>> {
  const painter = (operator: string): Operator => {
    return (interpreter) => {
      paint(interpreter, operator, coloursOf(interpreter), interpreter.points)
      interpreter.points = []
    }
  }
  return Object.fromEntries(operators.split(' ').map((operator) => [operator, painter(operator)]))
}
