import type { TextRun } from './merge-fragments.ts'

/** Structure types of PDF 32000-1, 14.8.4, and two mapped to standard ones. */
export type Role =
  | 'Document'
  | 'Sect'
  | 'BlockQuote'
  | 'Caption'
  | 'TOC'
  | 'TOCI'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'H5'
  | 'H6'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Span'
  | 'Em'
  | 'Strong'
  | 'Code'
  | 'Link'
  | 'Reference'
  | 'Note'
  | 'Ruby'
  | 'RB'
  | 'RT'
  | 'Figure'

/** The standard types of non-standard {@link Role}s. */
export const roleMap: Readonly<Partial<Record<Role, Role>>> = { Em: 'Span', Strong: 'Span' }

/** A structure element before it is written. */
export type StructureElement = Readonly<{
  role: Role
  children: Children
  /** Its language, if different from the parent's. */
  lang?: string
  title?: string
  alt?: string
  id?: string
  /** The target of a link. */
  href?: string
  /** The accessible name of a link, if not its text. */
  label?: string
  /** The identifier of the note that is called. */
  calls?: string
  /** Attributes by owner (PDF 32000-1, 14.8.5). */
  attributes?: Readonly<Record<string, Readonly<Record<string, string>>>>
}>

/** The content of a structure element, in reading order. */
export type Children = ReadonlyArray<StructureElement | TextRun>

/** Tell whether a child is a structure element. */
export function isStructureElement(child: StructureElement | TextRun): child is StructureElement {
  return 'role' in child
}

/** List a structure element and its descendants, in reading order. */
export function* walkStructure(tag: StructureElement): Generator<StructureElement> {
  yield tag
  for (const child of tag.children) if (isStructureElement(child)) yield* walkStructure(child)
}

/**
 * Turn headings before the title into paragraphs, since the first heading must be H1 (ISO 14289-1,
 * 7.4.2).
 */
export function beginWithTitle(root: StructureElement): StructureElement {
  let isTitled = false
  return visit(root)

  function visit(tag: StructureElement): StructureElement {
    isTitled ||= tag.role === 'H1'
    const isEarly = /^H[2-6]$/.test(tag.role) && !isTitled
    const children = tag.children.map((child) => (isStructureElement(child) ? visit(child) : child))
    return { ...tag, role: isEarly ? 'P' : tag.role, children }
  }
}

/** List the runs in a structure element, in reading order. */
export function* runsOf(tag: StructureElement): Generator<TextRun> {
  for (const child of tag.children) {
    if (isStructureElement(child)) yield* runsOf(child)
    else yield child
  }
}
