import type { PartName, Target } from '../book.ts'
import type { SharedBrowser } from '../render.ts'

/** What to make from a source. */
export type PublishOptions = Readonly<{
  targets: ReadonlyArray<Target>
  /** Name of a folder of `templates/`, or the path of another. */
  template: string
  /** Whether warnings withhold an edition, as errors do; they stay warnings. */
  strict: boolean
  /** Whether to attach the source to the PDF for reading, which makes it PDF/A-3a instead of PDF/A-2a. */
  attachSource?: boolean
  /**
   * The parts of a PDF, instead of the template's; without `title` the title is set at the head of
   * the text.
   */
  parts?: ReadonlyArray<PartName>
  /** Whether to make the web edition as a page of a site as well. */
  site?: boolean
  /** Absolute URL of the folder of the site, or else of the web edition, ending in a slash. */
  baseUrl?: string
  /** A browser shared with other sources; without it one is launched and closed. */
  browser?: SharedBrowser
}>
