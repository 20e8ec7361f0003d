import type { Target } from '../../book.ts'
import type { Order } from '../order.ts'

/**
 * Tell where the web edition will be found, if whoever orders it knows: where a site is made, as a
 * page of it, in whatever form it is at hand.
 */
export function addressOf(
  { baseUrl, name, targets = [] }: Order,
  target: Target
): string | undefined {
  if (baseUrl === undefined || name === undefined) return undefined
  const page = encodeURIComponent(name)
  const isSite = target === 'site' || targets.includes('site')
  return new URL(isSite ? `${page}/` : `${page}.html`, baseUrl).href
}
