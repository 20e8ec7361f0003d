/** The part of hyphen kanben uses; the package has no types. */
declare module 'hyphen/en-us/index.js' {
  const hyphen: Readonly<{
    hyphenateSync: (
      text: string,
      options: Readonly<{ hyphenChar: string; minWordLength: number }>
    ) => string
  }>
  export = hyphen
}
