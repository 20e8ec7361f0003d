import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

/** Convert a schema to JSON Schema (2020-12). */
export function jsonSchemaOf(schema: v.GenericSchema): object {
  const { $schema, title, description, ...others } = toJsonSchema(schema, {
    target: 'draft-2020-12'
  })
  return { $schema, title, description, ...others }
}
