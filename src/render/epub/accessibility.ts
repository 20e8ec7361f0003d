import type { Element } from 'xast'
import { x } from 'xastscript'
import type { Typeset } from '../../book.ts'
import { accessibilityOf } from '../accessibility.ts'
import type { Images } from './images.ts'
import { holds, type XhtmlFile } from './xhtml-files.ts'

/**
 * Describe the accessibility of an EPUB (EPUB Accessibility 1.1, 2), only as far as its content
 * shows; it always has contents and no DRM. The cover has alternative text.
 */
export function accessibility(
  { book, pagination }: Typeset<'epub'>,
  xhtmlFiles: ReadonlyArray<XhtmlFile>,
  { assets, described }: Images
): ReadonlyArray<Element> {
  const hasPages = pagination !== undefined
  const { modes, sufficient, features, hazard, summary } = accessibilityOf({
    hasHeadings: book.outline.length > 0,
    hasPages,
    hasRuby: holds(xhtmlFiles, 'ruby'),
    hasMath: holds(xhtmlFiles, 'math'),
    images: assets,
    described
  })
  const own = ['tableOfContents', 'unlocked', ...(hasPages ? ['pageNavigation'] : [])]
  return [
    ...modes.map((mode) => schema('accessMode', mode)),
    ...sufficient.map((set) => schema('accessModeSufficient', set.join(','))),
    ...[...new Set([...own, ...features])].map((name) => schema('accessibilityFeature', name)),
    schema('accessibilityHazard', hazard),
    schema('accessibilitySummary', summary)
  ]
}

function schema(property: string, value: string): Element {
  return x('meta', { property: `schema:${property}` }, value)
}
