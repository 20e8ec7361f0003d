/**
 * Answer a question about a text once, and from memory when it is asked again: the characters of a
 * book are many, but few different ones.
 */
export function memoize<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Readonly<{ answer: Answer }>>()
  return (text) => {
    const found = known.get(text)
    if (found) return found.answer
    const answer = ask(text)
    known.set(text, { answer })
    return answer
  }
}

/** Make something of an object once, and keep it as long as the object lives. */
export function memoizeByObject<Given extends object, Made>(
  make: (given: Given) => Made
): (given: Given) => Made {
  const known = new WeakMap<Given, Readonly<{ made: Made }>>()
  return (given) => {
    const found = known.get(given)
    if (found) return found.made
    const made = make(given)
    known.set(given, { made })
    return made
  }
}
