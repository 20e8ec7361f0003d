/** The part of Paged.js 0.4.3 that kanben uses in the browser; the package has no types. */
declare namespace Paged {
  type Layout = { hyphenateAtBreak(): void }
  class Handler {
    onPageLayout?(wrapper: Element, begun: unknown, layout: Layout): void
    afterPageLayout?(page: Element): void
  }
  function registerHandlers(handler: typeof Handler): void
}
declare var PagedPolyfill: { preview(): Promise<unknown> }
declare var kanbenPages: (count: number) => void
