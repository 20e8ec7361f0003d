import subsetFont from 'subset-font'
import type { Template, Typeface } from '../book.ts'
import type { SiteFile } from './document.ts'
import { type FaceName, lettersOf } from './letters.ts'

/** A web font of a site: what `html.css` calls it, and the font of the template it is cut from. */
type Cut = Readonly<{
  face: FaceName
  name: string
  file: string
  family: string
  weight: number
}>

/** 宋 comes first: it has what others lack. */
const cuts: ReadonlyArray<Cut> = [
  { face: 'song', name: 'Noto Serif SC', file: 'song-400', family: 'Song', weight: 400 },
  { face: 'bold', name: 'Noto Serif SC', file: 'song-700', family: 'Song', weight: 700 },
  { face: 'hei', name: 'Noto Sans SC', file: 'hei-400', family: 'Hei', weight: 400 },
  { face: 'kai', name: 'LXGW WenKai', file: 'kai-400', family: 'Kai', weight: 400 }
]

/** OpenType features the faces keep: browsers halve marks by `halt`. No ligatures. */
const features = ['ccmp', 'locl', 'mark', 'halt', 'tnum']

/**
 * Cut the template's fonts down to what the pages of a site set in them, and declare them under the
 * names `html.css` lists first. The licence of each travels with it.
 *
 * @param pages HTML, as bytes.
 */
export async function cutFonts(
  pages: ReadonlyArray<Uint8Array>,
  { fonts, styles }: Pick<Template, 'fonts' | 'styles'>
): Promise<ReadonlyArray<SiteFile>> {
  const letters = lettersOf(pages, styles.html)
  const rules: Array<string> = []
  const files: Array<SiteFile> = []
  for (const cut of cuts) {
    const text = [...(letters.get(cut.face) ?? [])].sort().join('')
    const font = fonts.find(({ family, weight }) => family === cut.family && weight === cut.weight)
    if (!font || text === '') continue
    const bytes = await subsetFont(Buffer.from(font.bytes), text, {
      targetFormat: 'woff2',
      keepFeatures: features
    })
    files.push({ path: `fonts/${cut.file}.woff2`, bytes })
    rules.push(ruleOf(cut, font.typeface))
    const { licenceText } = font.typeface
    const path = `fonts/${licenceFile(font.typeface)}`
    if (licenceText !== '' && !files.some((file) => file.path === path)) {
      files.push({ path, bytes: new TextEncoder().encode(licenceText) })
    }
  }
  return [{ path: 'fonts/fonts.css', bytes: new TextEncoder().encode(rules.join('\n')) }, ...files]
}

function ruleOf({ name, file, weight }: Cut, typeface: Typeface): string {
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
