import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import { describe, expect, test } from 'vitest'
import {
  type MergedElement,
  mergeFragments,
  type TextRun
} from '../../../../src/render/pdf/tags/merge-fragments.ts'
import { partOf } from '../../../../src/typeset/part-of.ts'

describe('the parts of an element', () => {
  const paragraph = h('p', { id: 'p1' })
  const emphasis = h('em')

  test('are joined over lines and pages', () => {
    const first = partOf(paragraph, {}, [line(text('甲'), partOf(emphasis, {}, [text('乙')]))])
    const second = partOf(paragraph, {}, [line(partOf(emphasis, {}, [text('丙')]), text('丁'))])
    expect(shapeOf([[first], [second]])).toEqual([['p', '甲', ['em', '乙', '丙'], '丁']])
  })

  test('are not joined with elements that only look like them', () => {
    const first = partOf(paragraph, {}, [line(partOf(emphasis, {}, [text('乙')]))])
    const other = partOf(h('p', { id: 'p1' }), {}, [line(partOf(h('em'), {}, [text('丙')]))])
    expect(shapeOf([[first, other]])).toEqual([
      ['p', ['em', '乙']],
      ['p', ['em', '丙']]
    ])
  })
})

function text(value: string): ElementContent {
  return { type: 'text', value }
}

function line(...children: Array<ElementContent>): Element {
  return h('span', { className: ['line'] }, children)
}

/** The merged elements of pages: names and texts. */
function shapeOf(pages: ReadonlyArray<Element[]>): unknown {
  const leaves = pages.map((children) => ({
    ...{ label: '1', folio: '', head: '', part: 'text' as const },
    tree: h('section', children)
  }))
  return mergeFragments(leaves).body.children.map(shape)

  function shape(child: MergedElement | TextRun): unknown {
    if ('element' in child) return [child.element.tagName, ...child.children.map(shape)]
    return child.node.type === 'text' ? child.node.value : child.node.tagName
  }
}
