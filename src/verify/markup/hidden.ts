import { generate, property as partsOf, type Selector } from 'css-tree'
import { type MarkupElement, type MarkupFile, nameOf, textOf } from '../read/markup.ts'
import type { Fault } from './fault.ts'
import { mayMatch } from './select.ts'
import { type Declared, plain, readStyle } from './style.ts'
import { hides, valuesOf, writes } from './value.ts'

/**
 * Find text of the document that a style sheet, or an attribute, takes from the readers' eyes or ears,
 * and text a style sheet adds to it: the letters are in the file, and yet the edition lies. Nor may a
 * style hold what cannot be read: nobody can tell what it hides.
 */
export function findHidden(
  documents: ReadonlyArray<MarkupFile>,
  styles: ReadonlyArray<string>
): ReadonlyArray<Fault> {
  const seen = documents
    .flatMap((document) => document.tags.map((tag) => ({ tag, document })))
    .filter(({ tag }) => textOf(tag).trim() !== '')
    .map((place) => ({ ...place, style: readStyle(styleOf(place.tag), 'declarationList') }))
  const read = styles.map((css) => readStyle(css, 'stylesheet'))
  const all = [...read, ...seen.map(({ style }) => style)]
  const declared = all.flatMap(({ declarations }) => declarations)
  const custom = declared.filter(({ property }) => property.startsWith('--'))
  const tell = (tag: MarkupElement, { path }: MarkupFile, why: string): Fault => ({
    what: `${nameOf(tag)}${path === '' ? '' : `, ${path},`} hidden or altered by \`${why}\``,
    want: 'its text to be seen'
  })
  return [
    ...all.flatMap(({ unread }) =>
      unread.map((what) => ({ what: `${what} of a style`, want: 'one that can be read' }))
    ),
    ...declared.flatMap((declaration) => {
      const does = effectsOf(declaration, custom)
      const selectors = declaration.selectors.filter(
        (selector) => does.writes || (does.hides && !isBeside(selector))
      )
      return selectors.flatMap((selector) => {
        const hit = seen.find(({ tag }) => mayMatch(tag, selector))
        const why = `${generate(selector)} { ${wordingOf(declaration)} }`
        return hit ? [tell(hit.tag, hit.document, why)] : []
      })
    }),
    ...seen.flatMap(({ tag, document, style }) => {
      const inline = style.declarations.find((declaration) => effectsOf(declaration, custom).hides)
      const mute = ['hidden', 'inert', 'aria-hidden'].find((name) => hasAttribute(tag, name))
      const why = inline ? wordingOf(inline) : mute
      return why ? [tell(tag, document, why)] : []
    })
  ]
}

function styleOf({ attributes }: MarkupElement): string {
  return attributes.style ?? ''
}

function wordingOf({ property, value }: Declared): string {
  return `${property}: ${generate(value)}`
}

function hasAttribute({ attributes }: MarkupElement, name: string): boolean {
  const value = attributes[name]
  return value !== undefined && !(name === 'aria-hidden' && value === 'false')
}

/** Tell whether a selector is for what stands before or behind an element: it hides nothing of it. */
function isBeside({ children }: Selector): boolean {
  const parts = children.toArray()
  return parts
    .slice(parts.findLastIndex(({ type }) => type === 'Combinator') + 1)
    .some(
      (part) =>
        (part.type === 'PseudoElementSelector' || part.type === 'PseudoClassSelector') &&
        /^(?:before|after|marker|backdrop)$/.test(plain(part.name))
    )
}

/** Tell what a declaration does, whichever of its values it takes. */
function effectsOf(
  { property, value }: Declared,
  custom: ReadonlyArray<Declared>
): Readonly<{ hides: boolean; writes: boolean }> {
  // What a prefix makes of a property is much the same.
  const name = partsOf(property).basename
  const values = valuesOf(value, custom)
  return {
    hides: values.some((one) => hides(name, one)),
    writes: values.some((one) => writes(name, one))
  }
}
