import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

/** Where a setting is written; line and column count from 1. */
export type SettingPlace = Readonly<{ path: string; line: number; column: number }>

/** A setting as written, with its place. */
export type SettingEntry = Readonly<{ place: SettingPlace; value: Value }>

type Value = string | ReadonlyArray<SettingEntry> | Readonly<{ [key: string]: SettingEntry }>

/** A YAML syntax fault. */
export type SettingSyntaxFault = Readonly<{ reason: string; place: SettingPlace }>

/**
 * Read a settings file (YAML) as strings: nothing is converted to numbers or booleans.
 *
 * @param path path of the file, for the places.
 */
export function readSettingEntry(
  yaml: string,
  path: string
): SettingEntry | ReadonlyArray<SettingSyntaxFault> {
  const lineCounter = new LineCounter()
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter
  })
  const placeOf = (offset: number): SettingPlace => {
    const { line, col } = lineCounter.linePos(offset)
    return { path, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (document.errors.length > 0) {
    return document.errors.map(({ code, message, pos }) => ({
      reason:
        code === 'DUPLICATE_KEY'
          ? 'Unexpected setting once more, expected each once'
          : `Unexpected YAML (${message}), expected lines \`name: value\``,
      place: placeOf(pos[0])
    }))
  }
  return entryOf(document.contents, placeOf(0), placeOf)
}

/** @param place place of the key, used for a list or a map. */
function entryOf(
  node: unknown,
  place: SettingPlace,
  placeOf: (offset: number) => SettingPlace
): SettingEntry {
  if (isMap(node)) {
    const pairs = node.items.map(({ key, value }): [string, SettingEntry] => {
      const at = isNode(key) ? placeOf(key.range?.[0] ?? 0) : place
      return [isScalar(key) ? String(key.value) : '?', entryOf(value, at, placeOf)]
    })
    return { place, value: Object.fromEntries(pairs) }
  }
  if (isSeq(node)) {
    return { place, value: node.items.map((item) => entryOf(item, itemPlace(item), placeOf)) }
  }
  if (!isScalar(node) || !node.value) return { place, value: '' }
  return { place: placeOf(node.range?.[0] ?? 0), value: String(node.value) }

  function itemPlace(item: unknown): SettingPlace {
    return isNode(item) ? placeOf(item.range?.[0] ?? 0) : place
  }
}

/** Override the settings of one file by those of another: maps key by key, lists as a whole. */
export function merge(base: SettingEntry, over: SettingEntry): SettingEntry {
  if (!isEntryMap(base.value) || !isEntryMap(over.value)) return over
  const merged = Object.entries(over.value).map(([key, entry]): [string, SettingEntry] => {
    const below = fieldOf(base, key)
    return [key, below ? merge(below, entry) : entry]
  })
  return { place: over.place, value: { ...base.value, ...Object.fromEntries(merged) } }
}

/** Find a setting by its path, or the deepest one on that path. */
export function findEntry(
  entry: SettingEntry,
  [key, ...rest]: ReadonlyArray<string>
): SettingEntry {
  const next = key === undefined ? undefined : fieldOf(entry, key)
  return next ? findEntry(next, rest) : entry
}

/** Find a field of a map, or an item of a list. */
export function fieldOf({ value }: SettingEntry, key: string): SettingEntry | undefined {
  if (typeof value === 'string') return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}

/** Return the settings without their places: strings, lists and maps. */
export function plainValue({ value }: SettingEntry): unknown {
  if (typeof value === 'string') return value
  if (!isEntryMap(value)) return value.map(plainValue)
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainValue(entry)]))
}

function isEntryMap(value: Value): value is Readonly<{ [key: string]: SettingEntry }> {
  return typeof value !== 'string' && !Array.isArray(value)
}
