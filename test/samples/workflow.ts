import * as v from 'valibot'
import { parse } from 'yaml'

/** The folder of the workflows. */
export const workflows = {
  program: '.github/workflows/program.yml',
  editions: '.github/workflows/editions.yml'
} as const

type Words = Readonly<Record<string, string>>

/** A step of a job: an action with its inputs, or a script with its environment. */
export type Step = Readonly<{
  id?: string | undefined
  name?: string | undefined
  if?: string | undefined
  uses?: string | undefined
  with: Words
  run?: string | undefined
  env: Words
}>

/** A job of a workflow; its timeout is in minutes. */
export type Job = Readonly<{
  needs?: string | undefined
  if?: string | undefined
  'timeout-minutes'?: number | undefined
  permissions?: Words | undefined
  steps: ReadonlyArray<Step>
}>

/** A workflow of GitHub Actions, with the keys used here. */
export type Workflow = Readonly<{
  on: Readonly<Record<string, Readonly<Record<string, unknown>> | null | undefined>>
  permissions?: Words | undefined
  concurrency?: Readonly<{ group: string }> | undefined
  jobs: Readonly<Record<string, Job>>
}>

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String))

const schema = v.object({
  on: v.record(v.string(), v.nullish(v.record(v.string(), v.unknown()))),
  permissions: v.optional(v.record(v.string(), v.string())),
  concurrency: v.optional(v.object({ group: v.string() })),
  jobs: v.record(
    v.string(),
    v.object({
      needs: v.optional(v.string()),
      if: v.optional(v.string()),
      'timeout-minutes': v.optional(v.number()),
      permissions: v.optional(v.record(v.string(), v.string())),
      steps: v.array(
        v.object({
          id: v.optional(v.string()),
          name: v.optional(v.string()),
          if: v.optional(v.string()),
          uses: v.optional(v.string()),
          with: v.optional(v.record(v.string(), scalar), {}),
          run: v.optional(v.string()),
          env: v.optional(v.record(v.string(), scalar), {})
        })
      )
    })
  )
})

/** Read a workflow. */
export function readWorkflow(yaml: string): Workflow {
  return v.parse(schema, parse(yaml))
}
