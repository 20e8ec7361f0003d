import type { Data, Processor } from 'unified'
import type { Position } from 'unist'

type Mdast = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], ReadonlyArray<unknown>>
type Handle = NonNullable<NonNullable<Mdast['exit']>['resourceTitleString']>

// Only an interface can be augmented.
declare module 'mdast' {
  interface ImageData {
    /** Where the title is, without its quotation marks. */
    titlePosition?: Position
  }
}

/** Record where the title of an image is in the source: it is printed as the caption. */
export function remarkTitlePlaces(this: Processor): undefined {
  const data = this.data()
  data.fromMarkdownExtensions = [
    ...(data.fromMarkdownExtensions ?? []),
    { exit: { resourceTitleString: exitTitle } }
  ]
}

function exitTitle(
  this: ThisParameterType<Handle>,
  { start, end }: Parameters<Handle>[0]
): undefined {
  const title = this.resume()
  const node = this.stack.at(-1)
  if (node?.type !== 'link' && node?.type !== 'image') throw new Error('No link has this title')
  node.title = title
  if (node.type === 'image') node.data = { titlePosition: { start: at(start), end: at(end) } }
}

/** Drop the fields micromark adds to a point. */
function at({ line, column, offset }: Position['start']): Position['start'] {
  return { line, column, ...(offset === undefined ? {} : { offset }) }
}
