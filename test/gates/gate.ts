/** A validator an edition has to pass. */
export type Gate = Readonly<{
  name: string
  /** Why it cannot run on this machine; undefined if it can. */
  lack?: string | undefined
  /** List its findings in the bytes of an edition, one line each; empty if the edition passes. */
  refuse: (edition: Uint8Array) => Promise<ReadonlyArray<string>>
}>

/** A gate that starts slowly and checks many editions faster in one run. */
export type WideGate = Gate &
  Readonly<{
    /** List its findings in each edition, in order. */
    refuseAll: (
      editions: ReadonlyArray<Uint8Array>
    ) => Promise<ReadonlyArray<ReadonlyArray<string>>>
  }>

/** Make a gate from a validator of many editions at once. */
export function wide(
  name: string,
  lack: string | undefined,
  refuseAll: WideGate['refuseAll']
): WideGate {
  return { name, lack, refuseAll, refuse: async (edition) => (await refuseAll([edition]))[0] ?? [] }
}
