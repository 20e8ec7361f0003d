import { type Settings, styleNames } from '../../book.ts'
import type { SettingFault, WholeSettings } from './validate-settings.ts'

type Face = Readonly<{ family: string; weight: number }>

/**
 * Find settings that are valid by themselves but not together: a type area larger than the page,
 * lines lower than their characters, faces without a font.
 *
 * @param bundled the faces every template may use.
 */
export function constraintFaults(
  { settings, fonts }: WholeSettings,
  bundled: ReadonlyArray<Face>
): ReadonlyArray<SettingFault> {
  // The PDF makes the face for code from 黑体.
  const given = [...bundled, { family: 'Mono', weight: 400 }]
  return [
    ...areaFaults(settings),
    ...styleFaults(settings),
    ...partFaults(settings),
    ...faceFaults(settings, [...given, ...fonts]),
    ...fontFaults(fonts, given)
  ]
}

/** Lines run across the page, or down in vertical writing. */
function areaFaults(settings: Settings): ReadonlyArray<SettingFault> {
  const { writing, page, margin, size, pitch, measure, lines, drop } = settings
  const across = page.width - margin.inner
  const down = page.height - margin.head
  const [along, over] = writing === 'horizontal' ? [across, down] : [down, across]
  const mostSigns = Math.floor(along / size + tolerance)
  const mostLines = Math.floor((over - size) / pitch + 1 + tolerance)
  const held = (most: number) => `at most ${most}, which the page less its margin holds`
  return [
    ...(pitch < size ? [fault(['pitch'], pitch, `${round(size)} mm or more, as the size`)] : []),
    ...(measure > mostSigns ? [fault(['measure'], measure, held(mostSigns))] : []),
    ...(lines > mostLines ? [fault(['lines'], lines, held(mostLines))] : []),
    ...(drop > lines - 3
      ? [fault(['drop'], drop, `at most ${lines - 3}, so that two lines follow the heading`)]
      : [])
  ]
}

function styleFaults({ styles, size, pitch, measure }: Settings): ReadonlyArray<SettingFault> {
  return styleNames.flatMap((name) => {
    const style = styles[name]
    const most = (style.pitch * pitch) / size
    return [
      ...(style.size > most + tolerance
        ? [
            fault(
              ['styles', name, 'size'],
              style.size,
              `at most ${round(most)} em, as high as a line of it`
            )
          ]
        : []),
      ...(style.inset * 2 >= measure
        ? [fault(['styles', name, 'inset'], style.inset, 'less than half the measure')]
        : [])
    ]
  })
}

function partFaults({ parts }: Settings): ReadonlyArray<SettingFault> {
  const list = `Unexpected \`parts: [${parts.join(', ')}]\`, expected`
  const needed = ['title', 'text'] as const
  return [
    ...needed.filter((part) => !parts.includes(part)).map((part) => `\`${part}\` among them`),
    ...(new Set(parts).size < parts.length ? ['each at most once'] : [])
  ].map((expected) => ({ path: ['parts'], reason: `${list} ${expected}` }))
}

function faceFaults(
  { styles, title, strong, em }: Settings,
  faces: ReadonlyArray<Face>
): ReadonlyArray<SettingFault> {
  const uses = [
    ...styleNames.map((name) => ({ path: ['styles', name], ...styles[name] })),
    { path: ['title'], ...title },
    { path: ['strong'], ...strong },
    { path: ['em'], ...em }
  ]
  return uses.flatMap(({ path, face, weight }) => {
    const weights = faces.filter(({ family }) => family === face).map((other) => other.weight)
    if (weights.includes(weight)) return []
    const families = [...new Set(faces.map(({ family }) => family))].join(', ')
    if (weights.length === 0)
      return [fault([...path, 'face'], face, `${families} or one of \`fonts\``)]
    return [fault([...path, 'weight'], weight, `a weight ${face} has: ${weights.join(', ')}`)]
  })
}

function fontFaults(
  fonts: ReadonlyArray<Face>,
  given: ReadonlyArray<Face>
): ReadonlyArray<SettingFault> {
  return fonts.flatMap(({ family, weight }, index) => {
    const others = [...given, ...fonts.slice(0, index)]
    if (!others.some((other) => other.family === family && other.weight === weight)) return []
    return [fault(['fonts', `${index}`, 'family'], family, `no font with weight ${weight} twice`)]
  })
}

/** Tolerance in lines or em: sizes are fractions, such as 156/28. */
const tolerance = 1e-6

function fault(
  path: ReadonlyArray<string>,
  found: string | number,
  expected: string
): SettingFault {
  const value = typeof found === 'number' ? round(found) : found
  return { path, reason: `Unexpected \`${path.join('.')}: ${value}\`, expected ${expected}` }
}

function round(value: number): number {
  return Number(value.toFixed(3))
}
