import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'

/** Give the JSON Schema (2020-12) of what a schema describes. */
export function jsonSchemaOf(schema: v.GenericSchema): object {
  const { $schema, title, description, ...others } = toJsonSchema(schema, {
    target: 'draft-2020-12'
  })
  return { $schema, title, description, ...others }
}
