import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { scalarFaults } from '../../src/read/front-matter-scalars.ts'

const comment = 'comment behind a value, expected the value between quotes or nothing behind it'
const lines = 'value of several lines, expected one line, between quotes if need be'

test.each([
  ['title: 关于落实第 #5 号决议的宣言', [[13, comment]]],
  ['title: #5 号决议', [[7, comment]]],
  ['title: "宣言" # 注', [[12, comment]]],
  ['title: 宣言\t# 注', [[10, comment]]],
  ['source: # 注\n  file: a', [[8, comment]]],
  ['source:\n  normalised:\n    - 改 #2 处', [[30, comment]]],
  ['a: [甲, # 注\n乙]', [[7, comment]]],
  ['title: 宣\n  言', [[7, lines]]],
  ['title: "宣\n  言"', [[7, lines]]],
  ["title: '宣\n\n  言'", [[7, lines]]],
  ['title: |\n  宣言\n', [[7, lines]]],
  ['title: >-\n  # 宣言\n', [[7, lines]]],
  [
    'place: 甲 # 一\ntitle: 宣\n  言\nbody: 乙 # 二\n',
    [
      [9, comment],
      [20, lines],
      [34, comment]
    ]
  ]
])('%j is not read as it is written', (yaml, expected) => {
  const found = scalarFaults(yaml, parseDocument(yaml, { schema: 'failsafe' }))
  expect(found.map(({ offset, reason }) => [offset, reason])).toEqual(
    expected.map(([offset, what]) => [offset, `Unexpected ${what}`])
  )
})

test.each([
  '# 注\ntitle: 宣言\n  # 又注\n\ndate: 2021-09-17\n#\n',
  'title: "决议 #5"',
  "title: '决议 #5'",
  'title: 决议#5',
  'identifier: https://example.org/#a',
  'source:\n  file: a\n  normalised:\n    - 甲\n    # 注\n    - "乙"\n',
  'a: [甲, 乙]',
  'title: 宣言\n\n\n',
  ''
])('%j is', (yaml) => {
  expect(scalarFaults(yaml, parseDocument(yaml, { schema: 'failsafe' }))).toEqual([])
})
