import type { Root } from 'hast'
import type { Account, Variant } from './account.ts'
import type { Correction } from './correction.ts'
import { placeName } from './place-name.ts'

/** What has places to be named. */
type PlaceContext = Readonly<{
  body: Root
  outline: ReadonlyArray<Readonly<{ id: string; enumerator: string; text: string }>>
}>

/** Places that are named one by one; of more it is told how many they are. */
const most = 12

/**
 * Say in Chinese what became of the words of a correction, as an errata sheet does: 误“…”正“…”, 脱“…” of
 * what was missing, 衍“…” of what was there too much; nothing if it does not tell its words.
 */
export function describeWords({ from, to }: Pick<Correction, 'from' | 'to'>): string {
  if (from === undefined || to === undefined) return ''
  if (from === '') return `脱“${to}”`
  return to === '' ? `衍“${from}”` : `误“${from}”正“${to}”`
}

/** Name the places of differences, each once, in their order. */
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

/** Say in Chinese how an account differs from that of the received text beside what was corrected. */
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

/** Find where a correction explains what differs, if that is not just where it says. */
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
