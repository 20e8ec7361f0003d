/** Split a text into sentences: up to 。！？； with closing marks, or a line end. */
export function sentencesOf(text: string): ReadonlyArray<string> {
  return (
    text
      .match(/[^。！？；!?\n]*(?:[。！？；!?]+[”’"'』」）》〉】〕)\]]*|\n|$)/gu)
      ?.filter(Boolean) ?? []
  )
}

/** Split a text into clauses: up to any punctuation or a line end. */
export function clausesOf(text: string): ReadonlyArray<string> {
  return text.match(/[^\p{P}\n]*(?:\p{P}+|\n|$)/gu)?.filter(Boolean) ?? []
}
