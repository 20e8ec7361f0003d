import type { VFile } from 'vfile'
import type { Edition, Medium, Progress, TargetOf, Typeset } from '../book.ts'
import type { SharedBrowser } from './pdf/shared-browser.ts'

/** The options of rendering. */
export type RenderOptions = Readonly<{
  /** Whether to attach the source to the PDF for reading. */
  attachSource?: boolean
  /** Absolute URL of the folder of the web edition, ending in a slash. */
  baseUrl?: string
  /** File name of the source without extension, which names the editions. */
  name?: string
  /** Whether a site is made, whose address `baseUrl` is then. */
  site?: boolean
  /** The browser; without it one is launched for each medium that needs it. */
  browser?: SharedBrowser
}>

/**
 * Make one edition; `undefined`, and a message on the file, if it cannot be made.
 *
 * @param isOnSite whether the web edition is to be a page of a site.
 */
export type EditionMaker<Laid extends Medium> = (
  target: TargetOf<Laid>,
  isOnSite?: boolean
) => Promise<Edition<TargetOf<Laid>> | undefined> | Edition<TargetOf<Laid>>

/** Render a laid out book once for all its editions. */
export type Renderer<Laid extends Medium> = (
  typeset: Typeset<Laid>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
) => Promise<EditionMaker<Laid> | undefined> | EditionMaker<Laid>
