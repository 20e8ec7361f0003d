/** The part of subset-font that kanben uses; the published types lack `keepFeatures`. */
declare module 'subset-font' {
  function subsetFont(
    font: Buffer,
    text: string,
    options: Readonly<{ targetFormat: 'truetype' | 'woff2'; keepFeatures: ReadonlyArray<string> }>
  ): Promise<Buffer>
  export = subsetFont
}

/** The part of fontverter that kanben uses; it has no published types. */
declare module 'fontverter' {
  export function convert(font: Buffer, format: 'truetype'): Promise<Buffer>
}
