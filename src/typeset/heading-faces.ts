import type { Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Book, Face, Font, Template, Typeface } from '../book.ts'
import { subsetOf } from './font-file.ts'

/** The faces of title and headings, and the CSS rules that use them. */
export type HeadingFaces = Readonly<{
  faces: ReadonlyArray<Face>
  typefaces: ReadonlyArray<Typeface>
  rules: string
}>

const levels = ['h2', 'h3', 'h4', 'h5', 'h6'] as const

/** Set larger: in light 楷体, headings of the third level would be the weakest lines of a page. */
const larger = '.body h3{font-size:1.15em}\n'

/**
 * Subset the faces of title and headings for an EPUB; the text uses the reader's own faces, as do
 * characters these faces lack.
 */
export async function subsetHeadingFaces(
  { meta, body }: Book,
  { settings, fonts }: Template
): Promise<HeadingFaces> {
  const wanted = [
    { selector: '.title-page h1', text: meta.title, ...settings.title },
    ...levels.map((name) => {
      return { selector: `.body ${name}`, text: textOfAll(body, name), ...settings.styles[name] }
    })
  ]
  const uses = wanted.flatMap(({ selector, text, face, weight }) => {
    const font = fontOf(fonts, face, weight)
    return font && text !== '' ? [{ selector, font, text }] : []
  })
  const used = fonts.filter((font) => uses.some((use) => use.font === font))
  const faces = used.map(async (font): Promise<Face> => {
    const texts = uses.filter((use) => use.font === font).map(({ text }) => text)
    const characters = [...new Set(texts.join(''))].toSorted().join('')
    return {
      family: familyOf(font),
      weight: font.weight,
      bytes: await subsetOf(font.bytes, characters)
    }
  })
  return {
    faces: await Promise.all(faces),
    typefaces: [...new Set(used.map(({ typeface }) => typeface))],
    rules: uses.map(({ selector, font }) => rule(selector, font)).join('') + larger
  }
}

/** Join the text of all headings of one level, generated content included. */
function textOfAll(body: Root, tagName: string): string {
  const texts: string[] = []
  visit(body, { type: 'element', tagName }, (node) => {
    if (node.type === 'element') texts.push(textOf(node))
  })
  return texts.join('')
}

/** Find the font of a style, or the first of its family if none has that weight. */
function fontOf(fonts: ReadonlyArray<Font>, family: string, weight: number): Font | undefined {
  const own = fonts.filter((font) => font.family === family)
  return own.findLast((font) => font.weight === weight) ?? own[0]
}

/** A name no reading system has a font for, so that it takes no characters from another font. */
function familyOf({ typeface }: Font): string {
  return `${typeface.fontName}-Headings`
}

/** Keep the reading system from synthesising bold or italic. */
function rule(selector: string, font: Font): string {
  return `${selector}{font-family:"${familyOf(font)}";font-weight:${font.weight};font-synthesis:none}\n`
}
