import subsetFont from 'subset-font'
import type { Template, Typeface } from '../book.ts'
import { charactersByFace, type FaceName } from './characters-by-face.ts'
import type { SiteFile } from './document.ts'

/** A web font of a site: its name in `html.css`, and the template's font it is a subset of. */
type WebFont = Readonly<{
  face: FaceName
  name: string
  file: string
  family: string
  weight: number
}>

/** 宋 comes first, as the fallback of the others. */
const webFonts: ReadonlyArray<WebFont> = [
  { face: 'song', name: 'Noto Serif SC', file: 'song-400', family: 'Song', weight: 400 },
  { face: 'bold', name: 'Noto Serif SC', file: 'song-700', family: 'Song', weight: 700 },
  { face: 'hei', name: 'Noto Sans SC', file: 'hei-400', family: 'Hei', weight: 400 },
  { face: 'kai', name: 'LXGW WenKai', file: 'kai-400', family: 'Kai', weight: 400 }
]

/** OpenType features the subsets keep; browsers halve marks by `halt`. No ligatures. */
const features = ['ccmp', 'locl', 'mark', 'halt', 'tnum']

/**
 * Subset the template's fonts to the characters the site's pages set in them, and declare them
 * under the names `html.css` lists first. The licences are included.
 *
 * @param pages HTML, as bytes.
 */
export async function subsetFonts(
  pages: ReadonlyArray<Uint8Array>,
  { fonts, styles }: Pick<Template, 'fonts' | 'styles'>
): Promise<ReadonlyArray<SiteFile>> {
  const letters = charactersByFace(pages, styles.html)
  const rules: Array<string> = []
  const files: Array<SiteFile> = []
  for (const webFont of webFonts) {
    const text = [...(letters.get(webFont.face) ?? [])].sort().join('')
    const font = fonts.find(
      ({ family, weight }) => family === webFont.family && weight === webFont.weight
    )
    if (!font || text === '') continue
    const bytes = await subsetFont(Buffer.from(font.bytes), text, {
      targetFormat: 'woff2',
      keepFeatures: features
    })
    files.push({ path: `fonts/${webFont.file}.woff2`, bytes })
    rules.push(ruleOf(webFont, font.typeface))
    const { licenceText } = font.typeface
    const path = `fonts/${licenceFile(font.typeface)}`
    if (licenceText !== '' && !files.some((file) => file.path === path)) {
      files.push({ path, bytes: new TextEncoder().encode(licenceText) })
    }
  }
  return [{ path: 'fonts/fonts.css', bytes: new TextEncoder().encode(rules.join('\n')) }, ...files]
}

function ruleOf({ name, file, weight }: WebFont, typeface: Typeface): string {
  const { copyright, licence, licenceText } = typeface
  const terms = licenceText === '' ? licence : `${licence}: ${licenceFile(typeface)}`
  return `/* ${`${typeface.name}. ${copyright}. ${terms}`.replaceAll('*/', '* /')} */
@font-face {
  font-family: "${name}";
  font-weight: ${weight};
  font-display: swap;
  src: url("${file}.woff2") format("woff2");
}
`
}

function licenceFile({ fontName }: Typeface): string {
  return `OFL-${fontName}.txt`
}
