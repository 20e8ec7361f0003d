import type { PDFDict } from '@cantoo/pdf-lib'
import { type Colour, readSpace, type Space, spacesOf } from '../pdf/colour-space.ts'
import type { PdfFile } from '../pdf/document.ts'
import { dictOf, has, listAt, lookUp, nameAt, numberAt, streamAt, textAt } from '../pdf/objects.ts'
import { decode } from '../pdf/streams.ts'
import { type Check, every, printed, read, unless } from './fault.ts'

const signatures: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, CMYK: 4, 'Lab ': 3 }

/** Colours, and the profiles that say what they are (PDF 32000-1, 8.6 and 14.11.5). */
export const colourChecks: ReadonlyArray<Check> = [
  {
    id: 'colour-intent',
    clauses: 'ISO 19005-2, 6.2.3, 6.2.4.3, 6.2.10',
    profiles: read,
    find: (file) => {
      const intent = intentsOf(file).find((intent) => nameAt(intent, 'S') === 'GTS_PDFA1')
      const isWhole = Boolean(textAt(intent, 'OutputConditionIdentifier')) && profileOf(intent)
      return unless(Boolean(isWhole), 'file without an output intent', 'GTS_PDFA1 and its profile')
    }
  },
  {
    id: 'colour-profile',
    clauses: 'ISO 19005-2, 6.2.3',
    profiles: every,
    find: (file) =>
      intentsOf(file).flatMap((intent) => {
        const { device, space, version, isWhole } = profileOf(intent) ?? none
        const isRight = isWhole && /^(?:prtr|mntr)$/.test(device) && space !== 'Lab ' && version < 5
        return unless(isRight, `output profile ${device} ${space}`, 'an ICC profile of a device')
      })
  },
  {
    id: 'colour-profiles',
    clauses: 'ISO 19005-2, 6.2.3',
    profiles: every,
    find: (file) => {
      const profiles = new Set(
        intentsOf(file).flatMap((intent) => streamAt(intent, 'DestOutputProfile') ?? [])
      )
      return unless(profiles.size <= 1, `${profiles.size} output profiles`, 'one')
    }
  },
  {
    id: 'colour-reference',
    clauses: 'ISO 19005-2, 6.2.3; ISO 15930-7',
    profiles: every,
    find: (file) =>
      intentsOf(file).flatMap((intent) =>
        unless(!has(intent, 'DestOutputProfileRef'), 'profile outside the file', 'one within')
      )
  },
  {
    id: 'colour-default',
    clauses: 'PDF 32000-1, 8.6.5.6; kanben',
    profiles: every,
    find: ({ entries }) =>
      entries.flatMap(({ dict, where }) =>
        ['DefaultGray', 'DefaultRGB', 'DefaultCMYK'].flatMap((key) =>
          unless(!has(dict, key), `${key} in ${where}`, 'the colours as they are written')
        )
      )
  },
  {
    id: 'colour-icc',
    clauses: 'ISO 19005-2, 6.2.4.2',
    profiles: every,
    find: ({ document }) =>
      document.context.enumerateIndirectObjects().flatMap(([, object]) => {
        const dict = dictOf(object)
        const isProfile = dict && has(dict, 'N') && !has(dict, 'Type')
        if (!isProfile) return []
        const { isWhole, device, version } = readProfile(dict, object)
        const isRight = isWhole && /^(?:prtr|mntr|scnr|spac)$/.test(device) && version < 5
        return unless(isRight, 'ICC profile', 'one of version 2 or 4 for as many components')
      })
  },
  {
    id: 'colour-device',
    clauses: 'ISO 19005-2, 6.2.4.3',
    profiles: read,
    find: (file) => {
      const space = intentsOf(file).map((intent) => profileOf(intent)?.space)[0]
      return spacesIn(file).flatMap(({ family, where }) => {
        const wants = { DeviceRGB: 'RGB ', DeviceCMYK: 'CMYK', DeviceGray: space }[family]
        const isCovered = !/^Device(?:RGB|CMYK|Gray)$/.test(family) || (wants && wants === space)
        return unless(Boolean(isCovered), `${family} in ${where}`, 'a colour the intent covers')
      })
    }
  },
  {
    id: 'colour-overprint',
    clauses: 'ISO 19005-2, 6.2.4.2',
    profiles: read,
    find: ({ entries }) =>
      entries.flatMap(({ dict, where }) =>
        unless((numberAt(dict, 'OPM') ?? 0) === 0, `overprint mode in ${where}`, '0')
      )
  },
  {
    id: 'colour-names',
    clauses: 'ISO 19005-2, 6.2.4.4, 6.1.13',
    profiles: every,
    find: (file, profile) =>
      spacesIn(file).flatMap(({ family, colourant, where }) => {
        const isNamed = family === 'DeviceN' || family === 'Separation'
        const isMark = profile === 'press' && family === 'Separation' && colourant === 'All'
        return unless(!isNamed || isMark, `${family} ${colourant} in ${where}`, 'no spot colour')
      })
  },
  {
    id: 'colour-black',
    clauses: 'kanben',
    profiles: read,
    find: ({ pages }) =>
      pages.flatMap(({ number, content }) =>
        content.paintings
          .filter(({ colours }) => colours.some(isGrayInRgb))
          .slice(0, 1)
          .map(() => ({ what: `black of three colours on page ${number}`, want: 'DeviceGray' }))
      )
  },
  {
    id: 'colour-press',
    clauses: 'ISO 15930-7; kanben',
    profiles: printed,
    find: (file) =>
      spacesIn(file).flatMap(({ family, colourant, where }) => {
        const isInk = /^(?:DeviceGray|Pattern|Indexed)$/.test(family)
        return unless(isInk || colourant === 'All', `${family} in ${where}`, 'DeviceGray')
      })
  }
]

function isGrayInRgb({ space, values }: Colour): boolean {
  const [red = 0, green = 0, blue = 0] = values
  return (
    space.family === 'DeviceRGB' &&
    values.length === 3 &&
    Math.max(red, green, blue) - Math.min(red, green, blue) < 0.004
  )
}

/** List the output intents. */
export function intentsOf({ catalog }: PdfFile): ReadonlyArray<PDFDict> {
  return listAt(catalog, 'OutputIntents').flatMap((intent) => dictOf(intent) ?? [])
}

/** What the header of an ICC profile says (ISO 15076-1, 7.2). */
type Header = Readonly<{ device: string; space: string; version: number; isWhole: boolean }>

const none: Header = { device: '', space: '', version: 0, isWhole: false }

/** Read the output profile of an intent. */
export function profileOf(intent: PDFDict | undefined): Header | undefined {
  const stream = streamAt(intent, 'DestOutputProfile')
  return stream && readProfile(stream.dict, stream)
}

function readProfile(dict: PDFDict, object: unknown): Header {
  const bytes = decode(object)
  if (bytes.length < 128) return none
  const space = bytes.toString('latin1', 16, 20)
  return {
    device: bytes.toString('latin1', 12, 16),
    space,
    version: bytes[8] ?? 0,
    isWhole:
      bytes.readUInt32BE(0) === bytes.length &&
      bytes.toString('latin1', 36, 40) === 'acsp' &&
      numberAt(dict, 'N') === signatures[space]
  }
}

type Use = Space & Readonly<{ where: string }>

/** List every colour space that is painted with, defined or blended in, each once a place. */
function spacesIn({ pages, drawings, entries }: PdfFile): ReadonlyArray<Use> {
  const uses = new Map<string, Use>()
  const add = (space: Space, where: string) => {
    for (const each of spacesOf(space)) {
      uses.set(`${each.family} ${each.colourant} ${each.components} ${where}`, { ...each, where })
    }
  }
  const places = [
    ...pages.map(({ content, number }) => ({ content, where: `page ${number}` })),
    ...drawings
  ]
  for (const { content, where } of places) {
    for (const { colours } of content.paintings) {
      for (const { space } of colours) add(space, where)
    }
  }
  for (const { dict, where } of entries) {
    const isImage = nameAt(dict, 'Subtype') === 'Image' || has(dict, 'ShadingType')
    const isGroup = nameAt(dict, 'S') === 'Transparency'
    const space = lookUp(dict, isGroup ? 'CS' : 'ColorSpace')
    if ((isImage || isGroup) && space) add(readSpace(space, undefined), where)
  }
  return [...uses.values()]
}
