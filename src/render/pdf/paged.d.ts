/** The part of Paged.js 0.4.3 kanben uses, inside the browser; the package has no types. */
declare namespace Paged {
  type BreakToken = { node: Node; offset: number }
  type Layout = {
    hyphenateAtBreak(): void
    createBreakToken(overflow: Range, rendered: Element, source: Node): BreakToken | undefined
  }
  class Handler {
    onPageLayout?(wrapper: Element, begun: BreakToken, layout: Layout): void
    afterPageLayout?(page: Element): void
  }
  function registerHandlers(handler: typeof Handler): void
}
declare var PagedPolyfill: { preview(): Promise<unknown> }
declare var kanbenPages: (count: number) => void
