import type { ElementContent, Root } from 'hast'
import { VFile } from 'vfile'
import { parse } from '../../src/parse.ts'
import { readSource, readTemplate } from '../../src/read.ts'
import { shape } from '../../src/shape.ts'
import { type LayoutContext, linesOf } from '../../src/typeset/compose/flow-block.ts'
import { subsetFaces } from '../../src/typeset/faces.ts'
import { measureWith } from '../../src/typeset/metrics.ts'

/**
 * Time the breaking of all paragraphs and headings of a source into lines, in seconds, without
 * subsetting fonts.
 */
export async function timeBreaking(path: string): Promise<number> {
  const { file, meta } = await readSource(path)
  const template = await readTemplate('official', new VFile())
  if (!meta || !template) throw new Error(file.messages.join('\n'))
  const { settings, fonts } = template
  const { body } = shape(parse(file), file, meta, [])
  const faces = await subsetFaces(body, fonts, settings.writing, file)
  const notes = new Map<string, number>()
  const desk: LayoutContext = {
    settings,
    advance: measureWith(faces),
    assets: [],
    notes,
    isFoot: false
  }
  const paragraphs = paragraphsOf(body)
  const began = performance.now()
  for (const content of paragraphs) {
    linesOf(desk, content, 'body', { room: settings.measure, indent: 2 })
  }
  return (performance.now() - began) / 1000
}

function paragraphsOf({ children }: Pick<Root, 'children'>): ReadonlyArray<ElementContent[]> {
  return children.flatMap((child) => {
    if (child.type !== 'element') return []
    return /^(?:p|h[2-6])$/.test(child.tagName) ? [child.children] : paragraphsOf(child)
  })
}
