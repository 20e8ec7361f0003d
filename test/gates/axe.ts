import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, NodeResult } from 'axe-core'
import type { Browser } from 'puppeteer-core'
import { browserLack, withBrowser } from './browser.ts'
import type { Gate } from './gate.ts'

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const widths = [1280, 320]
const schemes = ['light', 'dark']

/** Results axe marks incomplete that need no review: the rule, its reason, and why none is needed. */
const settled: ReadonlyArray<readonly [rule: RegExp, reason: RegExp, why: string]> = [
  [
    /^color-contrast/,
    /too short|only non-text characters/,
    'one character or arrow has the colours of the words around it, which are measured'
  ],
  [
    /^color-contrast/,
    /^<text.*(?:contains an image node|overlapped by another element)/s,
    'the words of a drawing have the colours of the words around it, or of a badge of their own'
  ],
  [
    /^label-content-name-mismatch$/,
    /Unable to determine/,
    'the arrow of a note has no words, and the one letter of a call is part of its name'
  ],
  [/^hidden-content$/, /not analyzed/, 'what one width of the screen hides, the other one shows']
]

/**
 * axe in the browser with all its rules, on a wide and a narrow screen, light and dark; incomplete
 * results are findings too, as are resources the browser refuses to load and a page wider than its
 * screen.
 */
export const axe: Gate = {
  name: 'axe',
  lack: browserLack,
  refuse: (edition) =>
    withBrowser(async (browser) => {
      const html = new TextDecoder().decode(edition)
      const found: Array<string> = []
      for (const width of widths) {
        for (const scheme of schemes) {
          const faults = await look(browser, html, width, scheme)
          found.push(...faults.map((fault) => `${fault} (${width} px, ${scheme})`))
        }
      }
      return found
    })
}

async function look(
  browser: Browser,
  html: string,
  width: number,
  scheme: string
): Promise<ReadonlyArray<string>> {
  const page = await browser.newPage()
  const refusals: Array<string> = []
  page.on('console', (message) => {
    if (message.type() === 'error') refusals.push(message.text())
  })
  await page.setViewport({ width, height: 800 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  await page.setContent(html)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.evaluate(() => {
    // It treats closed details as hidden, even if a style sheet shows them.
    for (const folded of document.querySelectorAll('details')) folded.open = true
    // It cannot determine colours in the hidden part of a scrolling box or at its shaded edges.
    for (const box of document.querySelectorAll<HTMLElement>('.table')) {
      box.style.backgroundImage = 'none'
      box.style.minWidth = 'max-content'
    }
  })
  await page.evaluate(script)
  const answer = await page.evaluate(`axe
    .run({ runOnly: axe.getRules().map(({ ruleId }) => ruleId), resultTypes: ['violations', 'incomplete'] })
    .then(JSON.stringify)`)
  await page.close()
  const { violations, incomplete }: AxeResults = JSON.parse(String(answer))
  const open = incomplete.map(({ id, nodes }) => ({
    id,
    nodes: nodes.filter(
      ({ html, failureSummary = '' }) =>
        !settled.some(([rule, reason]) => rule.test(id) && reason.test(html + failureSummary))
    )
  }))
  return [
    ...refusals,
    ...(wide > width ? [`overflow ${wide} px`] : []),
    ...[...violations, ...open].flatMap(({ id, nodes }) => tell(id, nodes))
  ]
}

/** Report the first node only: the others have the same fault. */
function tell(id: string, [first, ...others]: ReadonlyArray<NodeResult>): ReadonlyArray<string> {
  if (!first) return []
  const { html, failureSummary = '' } = first
  return [`${id} ${html} ${failureSummary}, and ${others.length} more`.replaceAll(/\s+/g, ' ')]
}
