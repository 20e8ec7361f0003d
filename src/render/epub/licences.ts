import type { Element } from 'hast'
import { h } from 'hastscript'
import type { Typeface, Typeset } from '../../book.ts'
import type { Sheet } from './sheets.ts'

/** Set the licences of the faces the EPUB embeds, in full, as the licences themselves ask for. */
export function setLicences({ faces, typefaces }: Typeset): ReadonlyArray<Sheet> {
  if (faces.length === 0) return []
  const title = '字体许可'
  const content = h(
    'section',
    { className: ['licences'], dataApparatus: 'generated', ariaLabelledBy: ['licences'] },
    [h('h2', { id: 'licences' }, title), ...typefaces.map(setLicence)]
  )
  return [{ name: 'licences', path: 'text/licences.xhtml', title, matter: 'backmatter', content }]
}

function setLicence({ name, copyright, licenceText }: Typeface): Element {
  return h('section', { lang: 'en' }, [
    h('h3', name),
    h('p', copyright),
    ...paragraphsOf(licenceText).map((text) => (rule.test(text) ? h('hr') : h('p', text)))
  ])
}

/** A line drawn in a plain text. */
const rule = /^-{5,}$/

/** Read the paragraphs of a plain text, where rules and lines in capitals stand alone. */
function paragraphsOf(text: string): ReadonlyArray<string> {
  // XML has no place for form feeds.
  const lines = text.replaceAll(/\r\n?|\f/g, '\n')
  const apart = lines.replaceAll(/^(?:-{5,}|[A-Z][A-Z &]+)$/gm, '\n$&\n')
  return apart.split(/\n\s*\n/).flatMap((part) => part.trim() || [])
}
