/**
 * What was met that is no grey, in words, `colour #aa1111`: a colour that was made one; a blend mode,
 * which makes of greys another grey than of colours; or a fault, which nothing can make grey.
 */
export type Encounter = Readonly<{ kind: 'colour' | 'blend' | 'fault'; what: string }>

/** Whether something had colours; and why it can have no greys instead, if so. */
export type Outcome = Readonly<{ hasColours: boolean; fault?: string }>

/** Say what was met in an image or a gradient. */
export function encountersIn(
  what: string,
  { hasColours, fault }: Outcome
): ReadonlyArray<Encounter> {
  if (fault) return [{ kind: 'fault', what: fault }]
  return hasColours ? [{ kind: 'colour', what }] : []
}

/** Modes that mix the parts of a colour (PDF 32000-1, 11.3.5.3), which a grey has not. */
const mixing = new Set(['Hue', 'Saturation', 'Color', 'Luminosity'])

/** Say what is met in a blend mode, or in several of which the first known holds. */
export function encountersOf(modes: ReadonlyArray<string>): ReadonlyArray<Encounter> {
  const mode = modes.find((mode) => mode !== 'Normal' && mode !== 'Compatible')
  if (!mode) return []
  return [{ kind: mixing.has(mode) ? 'fault' : 'blend', what: `blend mode ${mode}` }]
}
