import type { Asset } from '../book.ts'

/** What of an edition decides how it can be read. */
export type AccessibilityFacts = Readonly<{
  hasHeadings: boolean
  /** Whether it marks where the pages of the PDF begin. */
  hasPages: boolean
  /** Whether it has readings (ruby), and formulas. */
  hasRuby?: boolean
  hasMath?: boolean
  /** The images shown, and whether each has alternative text. */
  images: ReadonlyArray<Asset>
  described: boolean
}>

/** How an edition can be read, in terms of schema.org (Accessibility Properties Vocabulary). */
export type AccessibilityMetadata = Readonly<{
  modes: ReadonlyArray<string>
  /** Sets of access modes, each sufficient to read it. */
  sufficient: ReadonlyArray<ReadonlyArray<string>>
  features: ReadonlyArray<string>
  hazard: string
  summary: string
}>

/**
 * Describe the accessibility of an edition, only as far as its content shows.
 *
 * Neither conformance nor certification is claimed; that requires testing by the publisher.
 */
export function accessibilityOf(facts: AccessibilityFacts): AccessibilityMetadata {
  const { hasHeadings, hasPages, hasRuby, hasMath, images, described } = facts
  const hasImages = images.length > 0
  // These formats may be animated, and are not checked for flashing.
  const mayFlash = images.some(({ type }) => /gif|webp|svg/.test(type))
  const features = [
    ...['readingOrder', 'displayTransformability'],
    ...(hasHeadings ? ['tableOfContents', 'structuralNavigation'] : []),
    ...(hasPages ? ['pageBreakMarkers'] : []),
    ...(hasRuby ? ['rubyAnnotations'] : []),
    ...(hasMath ? ['MathML'] : []),
    ...(hasImages && described ? ['alternativeText'] : [])
  ]
  return {
    modes: hasImages ? ['textual', 'visual'] : ['textual'],
    sufficient: [
      ...(described ? [['textual']] : []),
      ...(hasImages ? [['textual', 'visual']] : [])
    ],
    features,
    hazard: mayFlash ? 'unknown' : 'none',
    summary: summarise(facts)
  }
}

function summarise({
  hasHeadings,
  hasPages,
  hasRuby,
  images,
  described
}: AccessibilityFacts): string {
  const parts = [
    '全文为可重排的文字',
    ...(hasHeadings ? ['标题分级，目录可跳转'] : []),
    ...(hasPages ? ['标有印刷版页码'] : []),
    ...(hasRuby ? ['部分文字有注音'] : []),
    '阅读顺序与原文一致'
  ]
  const seen = described ? '图像均附文字说明' : '部分图像没有文字说明'
  return `${parts.join('，')}；${images.length > 0 ? seen : '无图像'}；不含脚本、音频和视频。`
}
