import type { Element } from 'xast'
import { x } from 'xastscript'
import type { Images } from './images.ts'

/**
 * Say how an EPUB can be read (EPUB Accessibility 1.1, 2): only what its content bears out.
 *
 * Neither conformance nor certification is claimed; that is for the publisher who has it tested.
 */
export function accessibility(
  hasHeadings: boolean,
  { assets, described }: Images
): ReadonlyArray<Element> {
  const hasImages = assets.length > 0
  // These formats can move, and nobody has looked whether they flash.
  const mayFlash = assets.some(({ type }) => /gif|webp|svg/.test(type))
  const features = [
    'tableOfContents',
    'readingOrder',
    'displayTransformability',
    ...(hasHeadings ? ['structuralNavigation'] : []),
    ...(hasImages && described ? ['alternativeText'] : [])
  ]
  return [
    schema('accessMode', 'textual'),
    ...(hasImages ? [schema('accessMode', 'visual')] : []),
    ...(described ? [schema('accessModeSufficient', 'textual')] : []),
    ...(hasImages ? [schema('accessModeSufficient', 'textual,visual')] : []),
    ...features.map((feature) => schema('accessibilityFeature', feature)),
    schema('accessibilityHazard', mayFlash ? 'unknown' : 'none'),
    schema('accessibilitySummary', summarise(hasHeadings, hasImages, described))
  ]
}

function summarise(hasHeadings: boolean, hasImages: boolean, described: boolean): string {
  const structure = hasHeadings ? '标题分级，目录可跳转' : '目录可跳转'
  const images = described ? '图像均附文字说明' : '部分图像没有文字说明'
  return `全文为可重排的文字，${structure}，阅读顺序与原文一致；${hasImages ? images : '无图像'}；不含脚本、音频和视频。`
}

function schema(property: string, value: string): Element {
  return x('meta', { property: `schema:${property}` }, value)
}
