import type { Root } from 'hast'
import type { Account, Variant } from './account.ts'
import type { Correction } from './front-matter.ts'
import { placeName } from './place-name.ts'

/** The parts of a book that name its places. */
type PlaceContext = Readonly<{
  body: Root
  outline: ReadonlyArray<Readonly<{ id: string; enumerator: string; text: string }>>
}>

/** Most places that are named one by one; beyond that their number is given. */
const most = 12

/**
 * Describe in Chinese how a correction changed words, as an errata sheet does: 误“…”正“…”, 脱“…” for
 * added words, 衍“…” for removed words; empty if the correction gives no words.
 */
export function describeWords({ from, to }: Pick<Correction, 'from' | 'to'>): string {
  if (from === undefined || to === undefined) return ''
  if (from === '') return `脱“${to}”`
  return to === '' ? `衍“${from}”` : `误“${from}”正“${to}”`
}

/** Name the places of differences in order, each once. */
export function describePlaces(
  variants: ReadonlyArray<Pick<Variant, 'at' | 'what'>>,
  book: PlaceContext
): string {
  const names = variants.map(({ at, what }) => {
    const name = at === undefined ? '他处' : placeName(at, book)
    return what === 'lost' ? `${name}后` : name
  })
  const places = [...new Set(names)]
  const named = places.slice(0, most).join('、')
  return places.length > most ? `${named}等${places.length}处` : named
}

/** Describe in Chinese how the source differs from the received text, apart from corrections. */
export function describeAccount(
  { replaced, decisions, undecided, readings, unexplained }: Account,
  book: PlaceContext
): Readonly<Record<'cleaned' | 'decided' | 'readings' | 'unexplained', ReadonlyArray<string>>> {
  const { length } = decisions
  return {
    cleaned: replaced,
    decided: [
      ...(length > 0 ? [`行末是否分段，由人判定${length}处`] : []),
      ...(undecided > 0 ? [`行末是否分段存疑而未经判定${undecided}处`] : [])
    ],
    readings: readings > 0 ? [`注音${readings}处，为来源文本所无`] : [],
    unexplained:
      unexplained.length > 0
        ? [`与来源文本不同而未作说明：${describePlaces(unexplained, book)}`]
        : []
  }
}

/** Find the places a correction explains, if they are not only the place it names. */
export function otherPlaces(
  correction: Correction,
  account: Account | undefined
): ReadonlyArray<Variant> {
  const { at, date, what, from, to } = correction
  const own = account?.corrections.find(
    ({ correction: other }) =>
      other.at === at &&
      other.date === date &&
      other.what === what &&
      other.from === from &&
      other.to === to
  )
  const places = own?.places ?? []
  return places.every((place) => place.at === at) ? [] : places
}
