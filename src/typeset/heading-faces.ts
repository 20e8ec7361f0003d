import type { Root } from 'hast'
import { toString as textOf } from 'hast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Book, Face, Font, Template, Typeface } from '../book.ts'
import { subsetOf } from './font-file.ts'

/** The faces of title and headings, and the rules of the style sheet that ask for them. */
export type HeadingFaces = Readonly<{
  faces: ReadonlyArray<Face>
  typefaces: ReadonlyArray<Typeface>
  rules: string
}>

const levels = ['h2', 'h3', 'h4', 'h5', 'h6'] as const

/** In a light face, 楷体, headings of the third level are the weakest lines of a page, if not larger. */
const larger = '.body h3{font-size:1.15em}\n'

/**
 * Cut the faces of title and headings down to the characters of these, for an EPUB to embed; the
 * text itself has the reader's own. A character a face has not is the reader's as well.
 */
export async function subsetHeadingFaces(
  { meta, body }: Book,
  { settings, fonts }: Template
): Promise<HeadingFaces> {
  const wanted = [
    { selector: '.title-page h1', text: meta.title, face: 'Song', weight: 900 },
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

/** The text of all headings of one level, what kanben adds to them included. */
function textOfAll(body: Root, tagName: string): string {
  const texts: string[] = []
  visit(body, { type: 'element', tagName }, (node) => {
    if (node.type === 'element') texts.push(textOf(node))
  })
  return texts.join('')
}

/** The font a style asks for, or the first of its family where there is none of that weight. */
function fontOf(fonts: ReadonlyArray<Font>, family: string, weight: number): Font | undefined {
  const own = fonts.filter((font) => font.family === family)
  return own.findLast((font) => font.weight === weight) ?? own[0]
}

/** No reading system has a font of this name, of which it might take characters. */
function familyOf({ typeface }: Font): string {
  return `${typeface.fontName}-Headings`
}

/** A face is never made bolder or slanted by the reading system. */
function rule(selector: string, font: Font): string {
  return `${selector}{font-family:"${familyOf(font)}";font-weight:${font.weight};font-synthesis:none}\n`
}
