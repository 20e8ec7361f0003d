import type { PdfFile } from '../pdf/document.ts'
import { type Font, readProgram, statedWidths } from '../pdf/font.ts'
import { dictAt, has, nameAt } from '../pdf/objects.ts'
import { type Check, every, type Fault, unless } from './fault.ts'

/** Fonts and what their glyphs mean (PDF 32000-1, 9.5 to 9.10). */
export const fontChecks: ReadonlyArray<Check> = [
  {
    id: 'font-dictionary',
    clauses: 'ISO 19005-2, 6.2.11.2',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ dict, name, descendant, descriptor }) => {
        const isFont = (font: Font['descendant']) => nameAt(font, 'Type') === 'Font'
        const program = dictAt(descriptor, 'FontFile2')
        const isRight =
          isFont(dict) && isFont(descendant) && name !== '' && !has(program, 'Subtype')
        return unless(isRight, 'font', 'Type, Subtype and BaseFont')
      })
  },
  {
    id: 'font-kind',
    clauses: 'ISO 19005-2, 6.2.11.2, 6.2.11.6; ISO 14289-1, 7.21.6; kanben',
    profiles: every,
    find: (file) => [
      ...inFonts(file, ({ dict, descendant }) => {
        const kinds = `${nameAt(dict, 'Subtype')} ${nameAt(descendant, 'Subtype')}`
        return unless(kinds === 'Type0 CIDFontType2', `kind ${kinds} of font`, 'TrueType by CID')
      }),
      ...file.entries.flatMap(({ dict, where }) => {
        const kind = nameAt(dict, 'Type') === 'Font' ? nameAt(dict, 'Subtype') : 'Type0'
        return unless(
          /^(?:Type0|CIDFontType2)$/.test(`${kind}`),
          `${kind} font, ${where}`,
          'TrueType'
        )
      })
    ]
  },
  {
    id: 'font-encoding',
    clauses: 'ISO 19005-2, 6.1.13, 6.2.11.3.1, 6.2.11.3.3; ISO 14289-1, 7.21.3',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ dict }) =>
        unless(
          /^Identity-[HV]$/.test(nameAt(dict, 'Encoding') ?? ''),
          'encoding of font',
          'Identity-H'
        )
      )
  },
  {
    id: 'font-map',
    clauses: 'ISO 19005-2, 6.2.11.3.2; ISO 14289-1, 7.21.3.2',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ descendant }) =>
        unless(nameAt(descendant, 'CIDToGIDMap') === 'Identity', 'CIDToGIDMap of font', 'Identity')
      )
  },
  {
    id: 'font-embedded',
    clauses: 'ISO 19005-2, 6.2.11.4.1; ISO 14289-1, 7.21.4.1; ISO 15930-7',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ descriptor }) =>
        unless(readProgram(descriptor) !== undefined, 'font not embedded', 'its program')
      )
  },
  {
    id: 'font-subset',
    clauses: 'PDF 32000-1, 9.6.4; kanben',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ name }) =>
        unless(/^[A-Z]{6}\+/.test(name), 'font without the tag of a subset', 'a subset')
      )
  },
  {
    id: 'font-glyphs',
    clauses: 'ISO 19005-2, 6.2.11.4.1; ISO 14289-1, 7.21.4.1',
    profiles: every,
    find: (file) =>
      inGlyphs(file, ({ descriptor }) => {
        const glyphs = readProgram(descriptor)?.glyphs ?? 0
        return (code) => unless(code < glyphs, `glyph ${code}`, `one of ${glyphs}`)
      })
  },
  {
    id: 'font-set',
    clauses: 'ISO 19005-2, 6.2.11.4.2; ISO 14289-1, 7.21.4.2',
    profiles: every,
    find: (file) =>
      inFonts(file, ({ descriptor }) =>
        unless(!has(descriptor, 'CIDSet') && !has(descriptor, 'CharSet'), 'list of glyphs', 'none')
      )
  },
  {
    id: 'font-widths',
    clauses: 'ISO 19005-2, 6.2.11.5; ISO 14289-1, 7.21.5',
    profiles: every,
    find: (file) =>
      inGlyphs(file, ({ descriptor, descendant }) => {
        const program = readProgram(descriptor)
        const stated = statedWidths(descendant)
        return (code) => {
          if (!program || code >= program.glyphs) return []
          const width = program.width(code)
          const isRight = Math.abs(stated(code) - width) <= 1
          return unless(isRight, `width ${stated(code)} of glyph ${code}`, `${width}`)
        }
      })
  },
  {
    id: 'font-unicode',
    clauses: 'ISO 19005-2, 6.2.11.7.2; ISO 14289-1, 7.21.7',
    profiles: every,
    find: (file) => [
      ...inFonts(file, ({ unicode }) =>
        unless(unicode !== undefined, 'font without ToUnicode', 'what its glyphs mean')
      ),
      ...inGlyphs(
        file,
        ({ unicode }) =>
          (code) =>
            unless(
              !unicode || Boolean(unicode.get(code)),
              `glyph ${code} without Unicode`,
              'its meaning'
            )
      )
    ]
  },
  meanings(
    'font-values',
    'ISO 19005-2, 6.2.11.7.2; ISO 14289-1, 7.21.7',
    /[\0\uFEFF\uFFFE]/u,
    'a character'
  ),
  meanings('font-private', 'ISO 19005-2, 6.2.11.7.3', /\p{Co}/u, 'no private use'),
  meanings('font-radicals', 'kanben', /[\u2E80-\u2FDF]/u, 'the character, no radical'),
  {
    id: 'font-notdef',
    clauses: 'ISO 19005-2, 6.2.11.8; ISO 14289-1, 7.21.8',
    profiles: every,
    find: (file) => inGlyphs(file, () => (code) => unless(code !== 0, 'glyph .notdef', 'a glyph'))
  }
]

function meanings(id: string, clauses: string, wrong: RegExp, want: string): Check {
  return {
    id,
    clauses,
    profiles: every,
    find: (file) =>
      inFonts(file, ({ unicode }) =>
        [...(unicode ?? [])].flatMap(([code, text]) => {
          const hex = text.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
          return unless(!wrong.test(text), `meaning U+${hex} of glyph ${code}`, want)
        })
      )
  }
}

function inFonts(
  { fonts }: PdfFile,
  find: (font: Font) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return fonts.flatMap((font) =>
    find(font).map(({ what, want }) => ({ what: `${what}, ${font.name}`, want }))
  )
}

function inGlyphs(
  file: PdfFile,
  find: (font: Font) => (code: number) => ReadonlyArray<Fault>
): ReadonlyArray<Fault> {
  return inFonts(file, (font) => {
    const judge = find(font)
    return [...font.codes].flatMap(judge)
  })
}
