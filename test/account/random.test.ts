import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isThorough, trials } from '../samples/trials.ts'
import { cleaned, hold, withCorrections } from './sample.ts'

const paragraph = fc.constantFrom(
  '各方重申恪守宪章宗旨和原则。',
  '成员国反对实行双重标准，支持2030年议程。',
  '各方重申恪守宪章。',
  '上述各国将于2021年9月17日在杜尚别会晤；各方另行商定。',
  '“上海精神”是互信、互利、平等。成员国愿继续合作。'
)

const character = fc.constantFrom(...'各方不未末已己，。—－2３国國“A')

/** An edit of a list of paragraphs, of the kinds people make by mistake. */
const edit = fc.oneof(
  fc.record({
    kind: fc.constantFrom('put', 'drop', 'change'),
    at: fc.nat(),
    in: fc.nat(),
    character
  }),
  fc.record({
    kind: fc.constantFrom('lose', 'double', 'move', 'join', 'part'),
    at: fc.nat(),
    in: fc.nat()
  })
)

type Edit = Readonly<{ kind: string; at: number; in: number; character?: string }>

test('whatever differs from the received text is told', async () => {
  const given = fc.tuple(
    fc.array(paragraph, { minLength: 4, maxLength: 12 }),
    fc.array(edit, { minLength: 1, maxLength: 3 })
  )
  let [told, silent, explained] = [0, 0, 0]
  for (const [paragraphs, edits] of fc.sample(given, { seed: 20_210_917, numRuns: trials(250) })) {
    const origin = {
      text: `题\n\n${paragraphs.join('\n\n')}\n`,
      decisions: 'type: declaration\ndate: 2021-09-17\ncomplete: true\n'
    }
    const edited = edits.reduce(change, paragraphs)
    const markdown = cleaned(origin)
    const source = `${markdown.slice(0, markdown.indexOf('\n---\n\n') + 6)}${edited.join('\n\n')}\n`
    const isSame = edited.join('\n') === paragraphs.join('\n')
    const { said, account } = await hold(source, origin)
    expect(said.filter((each) => !each.includes('text-unaccounted'))).toEqual([])
    expect(said.length > 0, `${JSON.stringify(paragraphs)}\n${JSON.stringify(edited)}`).toBe(
      !isSame
    )
    expect(account?.unexplained).toHaveLength(said.length)
    if (isSame) silent += 1
    else told += 1

    // What is reported can be copied into the front matter as it is.
    const variants = account?.unexplained ?? []
    const isOneLine = variants.every(({ what, from, to }) => {
      return /words|lost/.test(what) && !`${from}${to}`.includes('\n')
    })
    if (!isOneLine) continue
    const corrections = variants.map(({ at, from, to }, index) => ({
      ...(at === undefined ? {} : { at }),
      ...{ what: `改${index}`, from, to }
    }))
    const held = await hold(withCorrections(source, corrections), origin)
    expect(held.said, JSON.stringify([paragraphs, edited, corrections], undefined, 1)).toEqual([])
    explained += 1
  }
  expect(told).toBeGreaterThan(trials(150))
  // In a few trials it may happen that nothing is unchanged.
  if (isThorough) expect(silent).toBeGreaterThan(0)
  expect(explained).toBeGreaterThan(trials(50))
})

function change(
  paragraphs: ReadonlyArray<string>,
  { kind, at, in: inside, character = '' }: Edit
): ReadonlyArray<string> {
  const index = at % paragraphs.length
  const text = paragraphs[index] ?? ''
  const next = paragraphs[index + 1]
  // Neither end: a paragraph of punctuation alone would be other Markdown.
  const place = 1 + (inside % Math.max(1, text.length - 2))
  const put = (...texts: ReadonlyArray<string>) => paragraphs.toSpliced(index, 1, ...texts)
  const behind = text.slice(place)
  if (kind === 'put') return put(text.slice(0, place) + character + behind)
  if (kind === 'drop') return put(text.slice(0, place) + behind.slice(1))
  if (kind === 'change') return put(text.slice(0, place) + character + behind.slice(1))
  if (kind === 'lose') return paragraphs.length > 2 ? put() : paragraphs
  if (kind === 'double') return put(text, text)
  if (kind === 'part') return put(text.slice(0, place), behind)
  if (kind === 'move') {
    const others = put()
    return others.toSpliced(inside % (others.length + 1), 0, text)
  }
  return next === undefined ? paragraphs : paragraphs.toSpliced(index, 2, text + next)
}
