import type { Face } from '../../book.ts'
import type { PublicationFile } from './container.ts'

/** The faces an EPUB embeds, as files, and their `@font-face` rules. */
export type Fonts = Readonly<{ files: ReadonlyArray<PublicationFile>; rules: string }>

/** Embed faces as TrueType, which all reading systems support, without obfuscation. */
export function embedFonts(faces: ReadonlyArray<Face>): Fonts {
  const files = faces.map(({ family, weight, bytes }) => {
    return [`fonts/${family}-${weight}.ttf`, bytes] as const
  })
  const rules = faces.map(
    ({ family, weight }) =>
      `@font-face{font-family:"${family}";font-weight:${weight};src:url("fonts/${family}-${weight}.ttf")}\n`
  )
  return { files, rules: rules.join('') }
}
