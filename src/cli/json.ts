import { forbiddenCharacter } from '../index.ts'

/** Control and invisible characters, and `##[`, which the runner of GitHub Actions executes. */
const unsafe = new RegExp(`${forbiddenCharacter.source}|(?<=##)\\[`, 'gu')

/** Write a value as JSON that is safe to print anywhere: more characters are escaped than JSON requires. */
export function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).replace(unsafe, escaped)}\n`
}

function escaped(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  return units.map((unit) => `\\u${unit}`).join('')
}
