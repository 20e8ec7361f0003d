import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { type Edition, endings, type Pagination, type Target } from '../../src/book.ts'
import { publish } from '../../src/publish.ts'
import { renderEpub } from '../../src/render/epub.ts'
import { renderHtml } from '../../src/render/html.ts'
import { bareTypeset, fullTypeset } from '../samples/render.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    published: string
  }
}

const declaration = fileURLToPath(
  new URL('../fixtures/declaration/declaration.md', import.meta.url)
)
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url))

/** A published document; its editions must pass every gate. */
export type Work =
  | 'official'
  | 'book'
  | 'vertical'
  | 'faces'
  | 'small'
  | 'torture'
  | 'full'
  | 'bare'

/** The documents that have pages: each is published with its PDF. */
export const paged: ReadonlyArray<Work> = [
  'official',
  'book',
  'vertical',
  'faces',
  'small',
  'torture'
]

/** All documents; the others are hand-made. */
export const works: ReadonlyArray<Work> = [...paged, 'full', 'bare']

const published = {
  official: { source: declaration, template: 'official' },
  book: { source: declaration, template: 'book' },
  vertical: { source: declaration, template: 'vertical' },
  faces: { source: declaration, template: 'faces' },
  small: { source: join(fixtures, 'small.md'), template: 'official' },
  torture: { source: join(fixtures, 'torture/torture.md'), template: 'official' }
}

const drawn = { full: fullTypeset, bare: bareTypeset }

/** Read an edition published for this run. */
export function readEdition(work: Work, target: Target): Promise<Uint8Array> {
  return readFile(join(inject('published'), work + endings[target]))
}

/** Read a page of a site published for this run. */
export function readSitePage(work: Work): Promise<Uint8Array> {
  return readFile(join(inject('published'), work + siteEnding))
}

/** Read the pages of the PDF published for this run. */
export async function readPages(work: Work): Promise<Pagination> {
  return JSON.parse(await readFile(join(inject('published'), `${work}.json`), 'utf8'))
}

const siteEnding = '.site.html'

/** Make the editions once for all tests of a run; called by Vitest. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'kanben-published-'))
  const put = ({ target, isOnSite, bytes }: Edition, work: string) =>
    writeFile(join(folder, work + (isOnSite ? siteEnding : endings[target])), bytes)
  await makeTemplate(join(folder, 'faces'))
  for (const [work, { source, template }] of Object.entries(published)) {
    const options = {
      targets: ['pdf', 'epub', 'html'],
      site: true,
      template: template === 'faces' ? join(folder, template) : template,
      strict: false
    } as const
    const { file, editions } = await publish(source, options, () => {})
    if (editions.length < options.targets.length + 1)
      throw new Error(file.messages.map(String).join('\n'))
    for (const edition of editions) await put(edition, work)
    await writeFile(join(folder, `${work}.json`), JSON.stringify(editions[0]?.pagination))
  }
  for (const [work, draw] of Object.entries(drawn)) {
    await put(renderEpub(draw('epub', await styles('epub'))), work)
    await put(renderHtml(draw('html', await styles('html'))), work)
  }
  provide('published', folder)
  return () => rm(folder, { recursive: true })
}

/** Make a template with separate EPUB faces for title and headings. */
async function makeTemplate(path: string): Promise<void> {
  await mkdir(path)
  const settings = 'extends: official\nepub: { headingFaces: true }\n'
  await writeFile(join(path, 'settings.yaml'), settings)
}

function styles(medium: string): Promise<string> {
  return readFile(new URL(`../../templates/shared/${medium}.css`, import.meta.url), 'utf8')
}
