import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Font } from '../../book.ts'

const resolve = createRequire(import.meta.url).resolve

/**
 * Where the bundled fonts are in npm, in fallback order.
 *
 * Chromium embeds only static TrueType fonts as named CID subsets. The Regular of LXGW WenKai is
 * the file its package calls `latin-500`.
 */
const bundle = [
  {
    packageName: '@expo-google-fonts/noto-serif-sc',
    name: 'Noto Serif SC',
    fontName: 'NotoSerifSC',
    copyright: '© 2017–2024 Adobe (http://www.adobe.com/)',
    licence: 'LICENSE_FONT',
    files: [
      { family: 'Song', weight: 400, file: '400Regular/NotoSerifSC_400Regular.ttf' },
      { family: 'Song', weight: 700, file: '700Bold/NotoSerifSC_700Bold.ttf' },
      { family: 'Song', weight: 900, file: '900Black/NotoSerifSC_900Black.ttf' }
    ]
  },
  {
    packageName: '@expo-google-fonts/noto-sans-sc',
    name: 'Noto Sans SC',
    fontName: 'NotoSansSC',
    copyright: "© 2014–2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'",
    licence: 'LICENSE_FONT',
    files: [{ family: 'Hei', weight: 400, file: '400Regular/NotoSansSC_400Regular.ttf' }]
  },
  {
    packageName: '@fontsource/lxgw-wenkai',
    name: 'LXGW WenKai 霞鹜文楷',
    fontName: 'LXGWWenKai',
    copyright: '© 2021–2023 LXGW; © 2020 The Klee Project Authors',
    licence: 'LICENSE',
    files: [{ family: 'Kai', weight: 400, file: 'files/lxgw-wenkai-latin-500-normal.woff2' }]
  }
]

let bundled: Promise<ReadonlyArray<Font>> | undefined

/** Read the fonts every template may use: `Song`, `Hei` and `Kai`. They are read only once. */
export function readBundledFonts(): Promise<ReadonlyArray<Font>> {
  bundled ??= readNew()
  return bundled
}

async function readNew(): Promise<ReadonlyArray<Font>> {
  const families = await Promise.all(
    bundle.map(async ({ packageName, name, fontName, copyright, licence, files }) => {
      const folder = dirname(resolve(`${packageName}/package.json`))
      const licenceText = await readFile(join(folder, licence), 'utf8')
      const typeface = {
        name,
        fontName,
        copyright,
        licence: 'SIL Open Font License 1.1',
        licenceText
      }
      return Promise.all(
        files.map(async ({ family, weight, file }) => {
          return { family, weight, typeface, bytes: await readFile(join(folder, file)) }
        })
      )
    })
  )
  return families.flat()
}
