import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

/**
 * Convert a schema to JSON Schema (2020-12).
 *
 * Where a schema has the metadata `json`, that is the JSON Schema of its value. Conditions that JSON
 * Schema cannot express are left out.
 */
export function jsonSchemaOf(schema: v.GenericSchema): object {
  const { $schema, title, description, ...others } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    overrideAction: ({ valibotAction, jsonSchema }) => {
      const json = 'metadata' in valibotAction && jsonIn(valibotAction.metadata)
      return json || jsonSchema
    },
    overrideSchema: ({ jsonSchema }) => {
      const { default: given, type } = jsonSchema
      // Defaults are strings, like all values, of whatever type the value is in the end.
      const isOther = type !== 'string' && typeof given === 'string'
      return isOther ? { ...jsonSchema, default: JSON.parse(given) } : jsonSchema
    }
  })
  return { $schema, title, description, ...others }
}

function jsonIn(metadata: unknown): object | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('json' in metadata)) return undefined
  return typeof metadata.json === 'object' ? (metadata.json ?? undefined) : undefined
}

/** Allow any part of an object to be missing, at any depth; items of a list stay whole. */
export function partialSchema(schema: object): object {
  const { required: _, properties, ...others } = { required: [], properties: undefined, ...schema }
  if (typeof properties !== 'object') return others
  const own = Object.entries(properties ?? {}).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'object' && value !== null ? partialSchema(value) : value
  ])
  return { ...others, properties: Object.fromEntries(own) }
}
