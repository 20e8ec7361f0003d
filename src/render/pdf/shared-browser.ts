import type { Browser, Page as Tab } from 'puppeteer-core'
import type { VFile } from 'vfile'
import { type RuleId, report } from '../../book.ts'

/** An isolated browser context. */
export type Tabs = Readonly<{
  newPage: () => Promise<Tab>
  /** Close all tabs, aborting their work. */
  close: () => Promise<void>
}>

/** A browser for several renderings: launched at first use, closed by its creator. */
export type SharedBrowser = Readonly<{
  /** Open a context; `undefined`, and a message on the file, if there is no browser or it does not start. */
  open: (file: VFile) => Promise<Tabs | undefined>
  /** Close the browser with all its tabs; it is launched again at the next use. */
  close: () => Promise<void>
}>

/** A launched browser, if any, and the problems to report. */
type Launched = Readonly<{ browser: Browser | undefined; told: ReadonlyMap<RuleId, string> }>

/** Make a shared browser. The driver is loaded, and the browser launched, at first use. */
export function shareBrowser(): SharedBrowser {
  let launched: Promise<Launched> | undefined
  return {
    open: async (file) => {
      const { browser, told } = await launch()
      for (const [rule, reason] of told) {
        const isTold = file.messages.some(({ ruleId }) => ruleId === rule)
        if (!isTold) report(file, rule, reason)
      }
      return browser && openTabs(browser)
    },
    close: async () => {
      const before = launched
      launched = undefined
      await (await before)?.browser?.close()
    }
  }

  /** Concurrent callers get the same browser. */
  function launch(): Promise<Launched> {
    launched = Promise.resolve(launched).then((before) => {
      return before?.browser?.connected ? before : launchNew()
    })
    return launched
  }
}

/**
 * Run work with tabs of the given browser, or else of a new one.
 *
 * @returns `undefined`, and a message on the file, if there is no browser.
 */
export async function withTabs<Result>(
  given: SharedBrowser | undefined,
  file: VFile,
  work: (tabs: Tabs) => Promise<Result>
): Promise<Result | undefined> {
  const shared = given ?? shareBrowser()
  try {
    const tabs = await shared.open(file)
    return tabs && (await work(tabs).finally(tabs.close))
  } finally {
    if (!given) await shared.close()
  }
}

async function launchNew(): Promise<Launched> {
  const { launchBrowser } = await import('./browser.ts')
  const told = new Map<RuleId, string>()
  const browser = await launchBrowser((rule, reason) => told.set(rule, reason))
  return { browser, told }
}

async function openTabs(browser: Browser): Promise<Tabs> {
  const context = await browser.createBrowserContext()
  return {
    newPage: () => context.newPage(),
    close: () =>
      context.close().catch((error: unknown) => {
        // After a crash they are closed already.
        if (browser.connected) throw error
      })
  }
}
