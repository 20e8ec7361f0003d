import type { Packet, Property, Value } from '../pdf/xmp.ts'
import { type Check, every, type Fault, read, unless } from './fault.ts'
import { propertyOf } from './metadata.ts'
import { type Form, predefined, spaces } from './schemas.ts'

const fieldsOfSchema: ReadonlyArray<readonly [name: string, form: Value['form']]> = [
  ['schema', 'text'],
  ['namespaceURI', 'text'],
  ['prefix', 'text'],
  ['property', 'Seq']
]
const fieldsOfProperty = ['name', 'valueType', 'category', 'description']
const valueTypes = new Set(['Text', 'Integer', 'Boolean', 'Date', 'URI', 'URL'])

/** Properties and the schemas that declare them (ISO 19005-2, 6.6.2.3). */
export const extensionChecks: ReadonlyArray<Check> = [
  {
    id: 'metadata-schema',
    clauses: 'ISO 19005-2, 6.6.2.3.1',
    profiles: read,
    find: ({ packets, metadata }) =>
      packets.flatMap((packet) =>
        packet.properties.flatMap((property) => {
          const form = formOf(property, [packet, metadata])
          const name = `${property.prefix}:${property.name}`
          return unless(form !== undefined, `property ${name}`, 'one that a schema declares')
        })
      )
  },
  {
    id: 'metadata-form',
    clauses: 'ISO 19005-2, 6.6.2.3.1',
    profiles: every,
    find: ({ packets, metadata }) =>
      packets.flatMap((packet) =>
        packet.properties.flatMap((property) => {
          const form = formOf(property, [packet, metadata])
          const isRight = form === undefined || hasForm(property.value, form)
          return unless(isRight, `value of ${property.prefix}:${property.name}`, `${form}`)
        })
      )
  },
  {
    id: 'metadata-container',
    clauses: 'ISO 19005-2, 6.6.2.3.3',
    profiles: every,
    find: ({ packets }) =>
      packets.flatMap((packet) => {
        const value = propertyOf(packet, 'pdfaExtension', 'schemas')
        const isBag = value?.form === 'Bag' && value.items.every(({ form }) => form === 'fields')
        return unless(!value || isBag, 'schemas of an extension', 'a bag of schemas')
      })
  },
  {
    id: 'metadata-extension',
    clauses: 'ISO 19005-2, 6.6.2.3.2, 6.6.2.3.3',
    profiles: every,
    find: ({ packets }) =>
      schemasOf(packets).flatMap((schema) => [
        ...fieldsOfSchema.flatMap(([name, form]) =>
          unless(
            fieldOf(schema, 'pdfaSchema', name)?.form === form,
            `schema without ${name}`,
            `${form}`
          )
        ),
        ...unknownFields(schema, 'pdfaSchema', [...fieldsOfSchema.map(([name]) => name)])
      ])
  },
  {
    id: 'metadata-extension-property',
    clauses: 'ISO 19005-2, 6.6.2.3.3',
    profiles: every,
    find: ({ packets }) =>
      declarationsOf(packets).flatMap((declared) => [
        ...fieldsOfProperty.flatMap((name) => {
          const text = fieldOf(declared, 'pdfaProperty', name)?.text
          return unless(Boolean(text), `property of a schema without ${name}`, 'a text')
        }),
        ...unknownFields(declared, 'pdfaProperty', fieldsOfProperty)
      ])
  },
  {
    id: 'metadata-extension-type',
    clauses: 'ISO 19005-2, 6.6.2.3.3',
    profiles: every,
    find: ({ packets }) =>
      declarationsOf(packets).flatMap((declared) => {
        const type = fieldOf(declared, 'pdfaProperty', 'valueType')?.text ?? ''
        return unless(valueTypes.has(type), `value type ${type}`, 'one that XMP defines')
      })
  },
  {
    id: 'metadata-extension-category',
    clauses: 'ISO 19005-2, 6.6.2.3.3',
    profiles: every,
    find: ({ packets }) =>
      declarationsOf(packets).flatMap((declared) => {
        const category = fieldOf(declared, 'pdfaProperty', 'category')?.text ?? ''
        return unless(
          /^(?:external|internal)$/.test(category),
          `category ${category}`,
          'external or internal'
        )
      })
  }
]

/** Fields kanben does not write, those that define types of values among them. */
function unknownFields(
  { fields }: Value,
  prefix: 'pdfaSchema' | 'pdfaProperty',
  known: ReadonlyArray<string>
): ReadonlyArray<Fault> {
  return fields.flatMap(({ space, name }) =>
    unless(space === spaces[prefix] && known.includes(name), `field ${name}`, 'none but these')
  )
}

function formOf(
  { space, name }: Property,
  packets: ReadonlyArray<Packet | undefined>
): Form | undefined {
  const own = predefined[space]
  if (own && Object.hasOwn(own, name)) return own[name]
  const schemas = schemasOf(packets).filter(
    (schema) => fieldOf(schema, 'pdfaSchema', 'namespaceURI')?.text === space
  )
  const declared = schemas
    .flatMap((schema) => fieldOf(schema, 'pdfaSchema', 'property')?.items ?? [])
    .find((item) => fieldOf(item, 'pdfaProperty', 'name')?.text === name)
  const type = declared && fieldOf(declared, 'pdfaProperty', 'valueType')?.text
  if (type === undefined) return undefined
  return type === 'Integer' || type === 'Boolean' || type === 'Date' ? type : 'text'
}

function hasForm({ form, text, items }: Value, want: Form): boolean {
  if (want === 'schemas') return form === 'Bag'
  if (want === 'Alt') return form === 'Alt' && items.every(({ lang }) => lang !== undefined)
  if (want === 'Seq' || want === 'Bag') return form === want
  const pattern = {
    text: /./s,
    Integer: /^-?\d+$/,
    Boolean: /^(?:True|False)$/,
    Date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
  }
  return form === 'text' && pattern[want].test(text)
}

function schemasOf(packets: ReadonlyArray<Packet | undefined>): ReadonlyArray<Value> {
  return packets.flatMap((packet) => propertyOf(packet, 'pdfaExtension', 'schemas')?.items ?? [])
}

function declarationsOf(packets: ReadonlyArray<Packet>): ReadonlyArray<Value> {
  return schemasOf(packets).flatMap(
    (schema) => fieldOf(schema, 'pdfaSchema', 'property')?.items ?? []
  )
}

function fieldOf({ fields }: Value, prefix: keyof typeof spaces, name: string): Value | undefined {
  return fields.find((field) => field.space === spaces[prefix] && field.name === name)?.value
}
