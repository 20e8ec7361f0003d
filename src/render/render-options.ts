import type { VFile } from 'vfile'
import type { Edition, Medium, Progress, Target, TargetOf, Typeset } from '../book.ts'
import type { SharedBrowser } from './pdf/shared-browser.ts'

/** The options of rendering. */
export type RenderOptions = Readonly<{
  /** Whether to attach the source to the PDF for reading. */
  attachSource?: boolean
  /** Absolute URL of the folder of the web edition, ending in a slash. */
  baseUrl?: string
  /** File name of the source without extension, which names the editions. */
  name?: string
  /** All editions made from the source; if `site` is among them, `baseUrl` is the site's. */
  targets?: ReadonlyArray<Target>
  /** The browser; without it one is launched for each medium that needs it. */
  browser?: SharedBrowser
}>

/** Make one edition; `undefined`, and a message on the file, if it cannot be made. */
export type EditionMaker<Laid extends Medium> = (
  target: TargetOf<Laid>
) => Promise<Edition<TargetOf<Laid>> | undefined> | Edition<TargetOf<Laid>>

/** Render a laid out book once for all its editions. */
export type Renderer<Laid extends Medium> = (
  typeset: Typeset<Laid>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
) => Promise<EditionMaker<Laid> | undefined> | EditionMaker<Laid>
