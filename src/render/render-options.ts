import type { VFile } from 'vfile'
import type { Edition, Medium, Progress, Target, TargetOf, Typeset } from '../book.ts'
import type { SharedBrowser } from './pdf/shared-browser.ts'

/** What whoever orders an edition may choose. */
export type RenderOptions = Readonly<{
  /** Whether the PDF for reading carries its source. */
  attachSource?: boolean
  /** Absolute URL of the folder in which the web edition will be found; it ends in a slash. */
  baseUrl?: string
  /** Name of the source without its ending, after which the editions are named. */
  name?: string
  /** All that is made of the source; with a page of a site among them, the folder is the site's. */
  targets?: ReadonlyArray<Target>
  /** What prints; without it a browser is launched for each medium that needs one. */
  browser?: SharedBrowser
}>

/** Make the bytes of one edition; nothing, and a message on the file, if they cannot be made. */
export type EditionMaker<Laid extends Medium> = (
  target: TargetOf<Laid>
) => Promise<Edition<TargetOf<Laid>> | undefined> | Edition<TargetOf<Laid>>

/** Render what is laid out, once for all editions made of it. */
export type Renderer<Laid extends Medium> = (
  typeset: Typeset<Laid>,
  options: RenderOptions,
  file: VFile,
  progress: Progress
) => Promise<EditionMaker<Laid> | undefined> | EditionMaker<Laid>
