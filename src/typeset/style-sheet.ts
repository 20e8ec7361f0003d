import { type Settings, styleNames } from '../book.ts'
import { mm } from './compose/paint.ts'

/** Space left free at the foot in mm: Paged.js drops a line that exactly fills its page. */
const slack = 0.3

/**
 * Write the style sheet of a template's settings: pages, type area, faces and sizes.
 *
 * Paged.js does not evaluate calc() and var() in page size and margins.
 */
export function styleSheetOf(settings: Settings): string {
  const { measure, lines, size, pitch, writing, press, title } = settings
  const isVertical = writing === 'vertical'
  const along = mm(measure * size)
  const across = mm(lines * pitch)
  const variables = {
    size: mm(size),
    pitch: mm(pitch),
    measure,
    lines,
    width: isVertical ? across : along,
    height: isVertical ? along : across,
    bleed: mm(press.bleed),
    'title-face': `${title.face},Song,Kai,Hei`,
    'title-weight': title.weight,
    'title-size': title.size,
    'cover-title-size': title.cover
  }
  return [
    ...pageRules(settings),
    `:root{${Object.entries(variables)
      .map(([name, value]) => `--${name}:${value}`)
      .join(';')}}`,
    `html{${faceOf(settings.styles.body)};font-size:${mm(size)};line-height:${mm(pitch)}}`,
    `.leaf{break-before:page;inline-size:${along};block-size:${across};${
      isVertical ? 'writing-mode:vertical-rl' : 'writing-mode:horizontal-tb'
    }}`,
    '.leaf.bare{page:bare}',
    ...styleNames.map((name) => styleRule(settings, name)),
    `strong,th{${faceOf(settings.strong)}}`,
    `.name{${faceOf(settings.em)}}`,
    `.paragraph-number{${faceOf(settings.styles.body)}}`,
    `.first-level{${faceOf(settings.styles.h2)}}`,
    `.leader,.leaf-contents .folio{${faceOf(settings.styles.contents)}}`,
    ...(settings.emphasis === 'face' ? [`em{${faceOf(settings.em)}}`] : []),
    ''
  ].join('\n')
}

function pageRules(settings: Settings): ReadonlyArray<string> {
  const { page, margin, measure, lines, size, pitch, writing, mirrored, press } = settings
  const isVertical = writing === 'vertical'
  // Half of the leading is on each side of a line.
  const half = (pitch - size) / 2
  const width = isVertical ? lines * pitch : measure * size
  const height = isVertical ? measure * size : lines * pitch
  const top = margin.head - (isVertical ? 0 : half)
  const inner = margin.inner - (isVertical ? half : 0)
  const free = { inner: inner, outer: page.width - inner - width, foot: page.height - top - height }
  const vertical = { top: mm(top), bottom: mm(free.foot - slack) }
  const outer = mm(free.outer)
  const rule = (selector: string, left: string, right: string) =>
    `@page${selector}{size:${mm(page.width)} ${mm(page.height)};margin:${vertical.top} ${right} ${vertical.bottom} ${left}}`
  // The first page, a recto, is right of the spine; left of it in a vertical book.
  const recto = isVertical ? [outer, mm(inner)] : [mm(inner), outer]
  const [left = '', right = ''] = recto
  const bleed = `@page{bleed:${mm(press.bleed)}}`
  if (!mirrored) return [bleed, rule('', left, right)]
  return [bleed, rule('', left, right), rule(':right', left, right), rule(':left', right, left)]
}

function styleRule({ styles, size, pitch }: Settings, name: (typeof styleNames)[number]): string {
  const { align, ...style } = styles[name]
  const declarations = [
    faceOf(style),
    `font-size:${mm(style.size * size)}`,
    `line-height:${mm(style.pitch * pitch)}`,
    `text-align:${align === 'justify' ? 'start' : align}`
  ]
  return `.set-${name}{${declarations.join(';')}}`
}

function faceOf({ face, weight }: Readonly<{ face: string; weight: number }>): string {
  return `font-family:${face},Song,Kai,Hei;font-weight:${weight}`
}
