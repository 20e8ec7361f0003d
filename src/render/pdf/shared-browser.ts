import type { Browser, Page as Tab } from 'puppeteer'
import type { VFile } from 'vfile'
import { type RuleId, report } from '../../book.ts'

/** A part of a browser that shares nothing with its others. */
export type Tabs = Readonly<{
  newPage: () => Promise<Tab>
  /** Close them, and end whatever they are at. */
  close: () => Promise<void>
}>

/** A browser for several renderings: launched when it is first wanted, closed by whoever made it. */
export type SharedBrowser = Readonly<{
  /** Give tabs; nothing, and a message on the file, if there is no browser or it does not start. */
  open: (file: VFile) => Promise<Tabs | undefined>
  /** Close the browser with all its tabs; if it is wanted again, it is launched anew. */
  close: () => Promise<void>
}>

/** A browser that was launched, if it could be, and what has to be told of it. */
type Launched = Readonly<{ browser: Browser | undefined; told: ReadonlyMap<RuleId, string> }>

/** Make a browser to be shared. The driver is loaded, and the browser launched, at its first use. */
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

  /** Two that want it at a time get the same. */
  function launch(): Promise<Launched> {
    launched = Promise.resolve(launched).then((before) => {
      return before?.browser?.connected ? before : launchNew()
    })
    return launched
  }
}

/**
 * Do work in tabs of the browser that is handed in, or else of one of its own.
 *
 * @returns nothing, and a message on the file, if there is no browser.
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
        // Those of a browser that has crashed are closed.
        if (browser.connected) throw error
      })
  }
}
