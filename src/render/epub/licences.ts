import type { Element, ElementContent } from 'hast'
import { h } from 'hastscript'
import type { Typeface, Typeset } from '../../book.ts'
import type { XhtmlFile } from './xhtml-files.ts'

/**
 * Set the full licences of the embedded faces, as the licences require: the notice of each face,
 * then the shared terms once.
 */
export function setLicences({ faces, typefaces }: Typeset<'epub'>): ReadonlyArray<XhtmlFile> {
  if (faces.length === 0) return []
  const title = '字体许可'
  const termsOf = ({ licenceText }: Typeface) => bare(partsOf(licenceText).terms)
  const groups = [...new Set(typefaces.map(termsOf))].map((terms) =>
    typefaces.filter((typeface) => termsOf(typeface) === terms)
  )
  const content = h(
    'section',
    { className: ['licences'], dataApparatus: 'generated', ariaLabelledBy: ['licences'] },
    [h('h2', { id: 'licences' }, title), ...groups.map(setLicence)]
  )
  return [{ name: 'licences', path: 'text/licences.xhtml', title, matter: 'backmatter', content }]
}

/** Set a licence, preceded by the notices of its typefaces. */
function setLicence(typefaces: ReadonlyArray<Typeface>): Element {
  const notices = typefaces.flatMap(({ name, copyright, licenceText }) => {
    return [h('h3', name), h('p', copyright), ...setText(partsOf(licenceText).notice)]
  })
  const [first] = typefaces
  const terms = first ? setText(partsOf(first.licenceText).terms) : []
  return h('section', { lang: 'en' }, [...notices, ...terms])
}

/** Split a licence at its first rule, before which is the copyright notice. */
function partsOf(licenceText: string): Readonly<{ notice: string; terms: string }> {
  const at = Math.max(0, licenceText.search(/^-{5,}\s*$/m))
  return { notice: licenceText.slice(0, at), terms: licenceText.slice(at) }
}

/** Remove white space, to compare licences regardless of line breaks. */
function bare(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** A rule in plain text. */
const rule = /^-{5,}$/

function setText(text: string): ReadonlyArray<ElementContent> {
  return paragraphsOf(text).map((part) => (rule.test(part) ? h('hr') : h('p', part)))
}

/** Split plain text into paragraphs; rules and lines in capitals are paragraphs of their own. */
function paragraphsOf(text: string): ReadonlyArray<string> {
  // XML does not allow form feeds.
  const lines = text.replaceAll(/\r\n?|\f/g, '\n')
  const apart = lines.replaceAll(/^(?:-{5,}|[A-Z][A-Z &]+)$/gm, '\n$&\n')
  return apart.split(/\n\s*\n/).flatMap((part) => part.trim() || [])
}
