import { describe, expect, test } from 'vitest'
import { textOfEpub } from '../samples/read-back.ts'
import { browserLack } from './browser.ts'
import { paged, readEdition, readPages, type Work, works } from './published.ts'
import { type Screen, withReader } from './reader.ts'

const phone = { width: 360, height: 640 }
const tablet = { width: 768, height: 1024 }

const readings = [
  ...works.map((work) => ({ work, size: phone })),
  { work: 'official' as const, size: tablet },
  { work: 'torture' as const, size: tablet }
]

test('a reading engine can run', () => {
  if (browserLack !== undefined && !process.env.CI) {
    console.warn(`\n*** NO EPUB HAS BEEN READ IN A READING ENGINE: ${browserLack}. ***\n`)
    return
  }
  expect(browserLack).toBeUndefined()
})

describe.runIf(browserLack === undefined)('in foliate-js', { timeout: 300_000 }, () => {
  test.for(readings)(
    '$work shows every character once, in order and whole ($size.width × $size.height)',
    async ({ work, size }) => {
      const edition = await readEdition(work, 'epub')
      const screens = await withReader(edition, size, ({ readThrough }) => readThrough())
      expect(screens.filter(({ cut, stray }) => cut !== '' || stray !== '')).toEqual([])
      expect(gaps(screens)).toEqual([])
      expect(screens.map(({ text }) => text).join('')).toBe(charactersOf(edition).join(''))
      expect(screens.length).toBeGreaterThan(1)
    }
  )

  test.for(paged)('%s leads from each printed page to its first character', async (work) => {
    const edition = await readEdition(work, 'epub')
    const { pages } = await readPages(work)
    const text = charactersOf(edition)
    await withReader(edition, phone, async ({ lists, land }) => {
      const { toc, pages: list } = await lists()
      expect(list.map(({ label }) => label)).toEqual(pages.map(({ label }) => label))
      for (const [index, { href }] of list.entries()) {
        const { character = 0, entry } = pages[index] ?? {}
        const { text: next, all, isSeen } = await land(href)
        expect(isSeen, href).toBe(true)
        expect(text.slice(character).join('').startsWith(next), href).toBe(true)
        if (entry !== undefined)
          expect(startsWithAny(all.replace(/^目录/, ''), toc), href).toBe(true)
      }
    })
  })

  test.for<Work>(['official', 'torture'])(
    '%s leads from its contents to the headings',
    async (work) => {
      await withReader(await readEdition(work, 'epub'), phone, async ({ lists, land }) => {
        for (const { label, href } of (await lists()).toc) {
          const { title, all, isSeen } = await land(href)
          expect(isSeen, href).toBe(true)
          // Parts without heading, such as the signatories, have a title.
          if (href.includes('#')) expect(startsWithAny(all, [{ label }]), href).toBe(true)
          else expect(squeeze(title)).toBe(squeeze(label))
        }
      })
    }
  )

  test('a note pops up where it is called', async () => {
    const popped = await withReader(await readEdition('full', 'epub'), phone, ({ popUp }) =>
      popUp('EPUB/text/preamble.xhtml')
    )
    expect(popped).toEqual({ type: 'footnote', text: '注文一。↩' })
  })
})

/** List the screens that do not continue where the previous one ended. */
function gaps(screens: ReadonlyArray<Screen>): ReadonlyArray<string> {
  return screens.flatMap(({ section, from, count, of }, index) => {
    const next = screens[index + 1]
    const end = from + count
    const isWhole = next?.section === section ? next.from === end : end === of
    return isWhole || of === 0
      ? []
      : [`section ${section}, screen ${index}: ${from}–${end} of ${of}`]
  })
}

/** Tell whether a text starts like an entry of a list. */
function startsWithAny(text: string, list: ReadonlyArray<Readonly<{ label: string }>>): boolean {
  return list.some(({ label }) => text.startsWith(squeeze(label).slice(0, 6)))
}

function charactersOf(edition: Uint8Array): ReadonlyArray<string> {
  return textOfEpub(edition).flatMap(({ text }) => Array.from(squeeze(text)))
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/gu, '')
}
