/** A validator an edition has to pass. */
export type Gate = Readonly<{
  name: string
  /** What keeps it from running on this machine; nothing if it runs. */
  lack?: string | undefined
  /** Tell what it finds in the bytes of an edition, one line each; nothing if the edition passes. */
  refuse: (edition: Uint8Array) => Promise<ReadonlyArray<string>>
}>

/** A gate that takes long to start, and tells of many editions in less time than of one after another. */
export type WideGate = Gate &
  Readonly<{
    /** Tell what it finds in each edition, in their order. */
    refuseAll: (
      editions: ReadonlyArray<Uint8Array>
    ) => Promise<ReadonlyArray<ReadonlyArray<string>>>
  }>

/** Make a gate of something that judges many editions at once. */
export function wide(
  name: string,
  lack: string | undefined,
  refuseAll: WideGate['refuseAll']
): WideGate {
  return { name, lack, refuseAll, refuse: async (edition) => (await refuseAll([edition]))[0] ?? [] }
}
