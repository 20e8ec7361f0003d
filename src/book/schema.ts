import * as v from 'valibot'

/** A type as it is once read: nothing in it can be assigned. */
export type DeepReadonly<Type> =
  Type extends ReadonlyArray<infer Item>
    ? ReadonlyArray<DeepReadonly<Item>>
    : Type extends object
      ? { readonly [Key in keyof Type]: DeepReadonly<Type[Key]> }
      : Type

/*
 * Values are read as strings, since YAML would make `2021-09` a date and `1.10` a number. Editors
 * read YAML as it is; `json` says for them what type a value has, in JSON Schema.
 */

/** `true` or `false`. */
export const flag = v.pipe(
  v.picklist(['true', 'false'], 'true or false'),
  v.metadata({ json: { type: 'boolean' } }),
  v.transform((word) => word === 'true')
)

/** A string; `expected` says what it must be, and is the message if it is missing or something else. */
export function text(expected: string, isFit: (text: string) => boolean) {
  return v.pipe(v.string(expected), v.check(isFit, expected))
}

/** A string that a regular expression matches. */
export function match(expected: string, pattern: RegExp) {
  return v.pipe(v.string(expected), v.regex(pattern, expected))
}

/** Bounds of a number, which itself may be equal to them unless it must be more than `over`. */
type Bounds = Readonly<{ least?: number; most?: number; over?: number; isWhole?: boolean }>

/** A number, or a fraction such as 2/3. */
export function number(expected: string, bounds: Bounds = {}) {
  const { least = -Infinity, most = Infinity, over = -Infinity, isWhole = false } = bounds
  const isFit = (value: number): boolean =>
    Number.isFinite(value) &&
    value >= least &&
    value <= most &&
    value > over &&
    (!isWhole || Number.isInteger(value))
  return v.pipe(
    match(expected, /^-?\d+(?:\.\d+)?(?: ?\/ ?\d+(?:\.\d+)?)?$/),
    v.check((text) => isFit(quotient(text)), expected),
    v.metadata({ json: numberSchema(bounds) }),
    v.transform(quotient)
  )
}

function quotient(text: string): number {
  const [dividend = 0, divisor = 1] = text.split('/').map(Number)
  return dividend / divisor
}

/** JSON Schema of a number as written: YAML makes a number of all but a fraction. */
function numberSchema({ least, most, over, isWhole = false }: Bounds): object {
  return {
    anyOf: [
      {
        type: isWhole ? 'integer' : 'number',
        ...(least === undefined ? {} : { minimum: least }),
        ...(most === undefined ? {} : { maximum: most }),
        ...(over === undefined ? {} : { exclusiveMinimum: over })
      },
      { type: 'string', pattern: '^-?\\d+(?:\\.\\d+)? ?/ ?\\d+(?:\\.\\d+)?$' }
    ]
  }
}

/** One of some names. */
export function oneOf<const Name extends string>(...names: ReadonlyArray<Name>) {
  return v.picklist(names, names.join(', '))
}

/**
 * Tell what each field of a schema must be: the message it has, by its path, such as `source.file`;
 * items of a list have no part in the path.
 */
export function expectationsOf(schema: unknown, path = ''): Readonly<Record<string, string>> {
  if (typeof schema !== 'object' || schema === null) return {}
  if ('wrapped' in schema) return expectationsOf(schema.wrapped, path)
  const own = 'message' in schema && path !== '' ? { [path]: String(schema.message) } : {}
  if ('item' in schema) return { ...expectationsOf(schema.item, path), ...own }
  if (!('entries' in schema) || typeof schema.entries !== 'object') return own
  const below = Object.entries(schema.entries ?? {}).map(([name, field]) =>
    expectationsOf(field, path === '' ? name : `${path}.${name}`)
  )
  return Object.assign(own, ...below)
}
