/** The part of subset-font kanben uses; the published types lack `keepFeatures`. */
declare module 'subset-font' {
  function subsetFont(
    font: Buffer,
    text: string,
    options: Readonly<{ targetFormat: 'truetype' | 'woff2'; keepFeatures: ReadonlyArray<string> }>
  ): Promise<Buffer>
  export = subsetFont
}
