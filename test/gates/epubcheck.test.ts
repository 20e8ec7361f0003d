import { readFile } from 'node:fs/promises'
import { renderEpub } from '../../src/render/epub.ts'
import { publish } from '../browser.ts'
import { bareTypeset, fullTypeset } from '../render-sample.ts'
import { epubcheck } from './epubcheck.ts'
import { plantInEpub } from './plant.ts'
import { prove } from './prove.ts'

const styles = await readFile(new URL('../../templates/shared/epub.css', import.meta.url), 'utf8')
const full = renderEpub(fullTypeset('epub', styles)).bytes

prove(
  epubcheck,
  {
    fault: 'a link that leads nowhere',
    make: () => plantInEpub(full, 'EPUB/text/s1.xhtml', '#s2"', '#nowhere"'),
    finding: /RSC-012/
  },
  [
    ['the declaration', declaration],
    ['a document with every construct', () => full],
    ['a document of two paragraphs', () => renderEpub(bareTypeset('epub', styles)).bytes]
  ]
)

async function declaration(): Promise<Uint8Array> {
  const options = { targets: ['epub'], template: 'official', strict: true } as const
  const { editions } = await publish('test/fixtures/declaration/declaration.md', options, () => {})
  return editions[0]?.bytes ?? new Uint8Array()
}
