import { expect, test } from 'vitest'
import { han, repeat } from './repeat.ts'

test('numbers are written as headings count them', () => {
  const numbers = [1, 7, 10, 11, 20, 35, 100, 101, 110, 111, 210, 349, 350, 1001, 1010]
  expect(numbers.map(han).join(' ')).toBe(
    '一 七 十 十一 二十 三十五 一百 一百零一 一百一十 一百一十一 二百一十 三百四十九 三百五十 一千零一 一千零一十'
  )
})

test('a repeated text counts on, signs once and names no received text', () => {
  const source = {
    head: '---\ntitle: 宣言\n',
    origin: 'source:\n  file: a.txt\n  complete: false\n'
  }
  const text = '\n开头。\n\n## 一、甲\n\n### （一）乙\n\n文。\n\n## 二、丙\n\n文。\n'
  const closing = '\n:::signatories\n- 总理　莫迪\n:::\n'
  const markdown = `${source.head}${source.origin}date: 2021-09-17\n---\n${text}${closing}`
  const repeated = repeat(markdown, 3)
  expect(repeated.match(/^## .*/gm)).toEqual(
    ['一、甲', '二、丙', '三、甲', '四、丙', '五、甲', '六、丙'].map((heading) => `## ${heading}`)
  )
  expect(repeated.match(/^### （一）乙$/gm)).toHaveLength(3)
  expect(repeated.match(/:::signatories/g)).toHaveLength(1)
  expect(repeated.endsWith(closing)).toBe(true)
  expect(repeated.startsWith('---\ntitle: 宣言\ndate: 2021-09-17\n---\n')).toBe(true)
})
