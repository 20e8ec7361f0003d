import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import puppeteer, { type Browser } from 'puppeteer-core'
import { findProgram, type Program } from '../../src/render/pdf/browser.ts'
import { withFolder } from './folder.ts'

/** The browser that prints the PDF; undefined if there is none for this machine. */
export const program: Program | undefined = await findProgram(() => {})

/** Why the browser cannot run here; undefined if it can. */
export const browserLack: string | undefined = program ? undefined : 'no Chrome here'

const { resolve } = createRequire(import.meta.url)

/** Fonts with Chinese characters, which a reader's machine has and the pinned browser lacks. */
const fonts = ['@expo-google-fonts/noto-serif-sc', '@expo-google-fonts/noto-sans-sc'].map((name) =>
  dirname(resolve(`${name}/package.json`))
)

const prefer = (generic: string, family: string) =>
  `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`

/** Open the browser with fonts for every character, as readers have them, and close it afterwards. */
export async function withBrowser<Result>(
  work: (browser: Browser) => Promise<Result>
): Promise<Result> {
  if (!program) throw new Error('Unexpected machine without a browser, expected Chrome')
  const { path, env } = program
  return withFolder(async (folder) => {
    const config = join(folder, 'fonts.conf')
    await writeFile(
      config,
      `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${fonts.map((font) => `<dir>${font}</dir>`).join('')}
  ${prefer('serif', 'Noto Serif SC')}${prefer('sans-serif', 'Noto Sans SC')}
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`
    )
    const browser = await puppeteer.launch({
      executablePath: path,
      userDataDir: join(folder, 'profile'),
      headless: 'shell',
      env: { ...process.env, ...env, FONTCONFIG_FILE: config },
      args: ['--no-sandbox', '--font-render-hinting=none', '--disable-gpu', '--hide-scrollbars']
    })
    try {
      return await work(browser)
    } finally {
      await browser.close()
    }
  })
}
