/**
 * Answer a question about a text once, and from memory when it is asked again: the characters of a
 * book are many, but few different ones.
 */
export function remember<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Readonly<{ answer: Answer }>>()
  return (text) => {
    const found = known.get(text)
    if (found) return found.answer
    const answer = ask(text)
    known.set(text, { answer })
    return answer
  }
}
