import { closestMatch } from 'leven'

/** Find the name that was meant by a misspelt one: at most two letters more, less or other. */
export function nearest(word: string, names: ReadonlyArray<string>): string | undefined {
  const small = names.map((name) => name.toLowerCase())
  const maxDistance = Math.floor(Math.min(2, word.length / 2))
  const match = closestMatch(word.toLowerCase(), small, { maxDistance })
  return match === undefined ? undefined : names[small.indexOf(match)]
}
