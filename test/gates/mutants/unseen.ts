import { inFile, type Mutant, type Row } from './plant.ts'

const css = 'EPUB/style.css'
const s1 = 'EPUB/text/s1.xhtml'

/** Faults that keep the text in the file but hide it from readers. */
export const unseenFaults: ReadonlyArray<Row> = [
  ['hidden: attribute', inFile(s1, '<p id="p11"', '<p hidden="" id="p11"')],
  ['hidden: to screen readers', inFile(s1, '<p id="p11"', '<p aria-hidden="true" id="p11"')],
  ['hidden: style of an element', inFile(s1, '<p id="p11"', '<p style="display: none" id="p11"')],
  ['hidden: size of an element', inFile(s1, '<p id="p11"', '<p style="font-size: 0" id="p11"')],
  ['hidden: display: none', styled('#p11 { display: none }')],
  ['hidden: visibility: hidden', styled('p + p { visibility: hidden }')],
  ['hidden: opacity: 0', styled('section > p:nth-of-type(2) { opacity: 0 }')],
  ['hidden: font-size: 0', styled('h2 { font-size: 0 }')],
  ['hidden: font-size: 1px', styled('.name { font-size: 1px }')],
  ['hidden: clip-path', styled('[id="p11"] { clip-path: inset(50%) }')],
  ['hidden: out of the page', styled('#p11 { text-indent: -999em }')],
  ['hidden: no height', styled('#p11 { max-height: 0; overflow: hidden }')],
  ['hidden: transparent', styled('#p11 { color: transparent }')],
  ['hidden: backwards', styled('#p11 { direction: rtl; unicode-bidi: bidi-override }')],
  ['hidden: on small screens', styled('@media (max-width: 30em) { .office { display: none } }')],
  ['hidden: by a nested rule', styled('section { & > p { display: none } }')],
  ['added: words of the style sheet', styled('#p11::after { content: "以上无效。" }')],
  ['style: not linked', inFile(s1, /<link rel="stylesheet"[^>]*>/, '')],
  ['style: of its own', inFile(s1, '</head>', '<style>#p11 { display: none }</style></head>')]
]

function styled(rule: string): Mutant['plant'] {
  return inFile(css, /$/, `\n${rule}\n`)
}
