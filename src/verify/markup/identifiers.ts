import { bare, type MarkupElement, nameOf, textOf } from '../read/markup.ts'
import { type ComparedMarkup, decode, elementsOfBook, inText, kindOf } from './compared-markup.ts'
import { compareLists, type Fault, unless } from './fault.ts'

/** Each identifier of the book is in the edition once, on the same element with the same text. */
export function findIdentifiers({
  book,
  documents,
  targetOf
}: ComparedMarkup): ReadonlyArray<Fault> {
  const all = documents.flatMap(({ tags }) => tags)
  const title: MarkupElement = {
    name: 'h1',
    attributes: { id: 'title' },
    children: [book.meta.title],
    isGenerated: false
  }
  return [title, ...elementsOfBook(book)].flatMap((tag) => {
    const { id } = tag.attributes
    if (id === undefined) return []
    const [same, ...others] = all.filter(({ attributes }) => attributes.id === id)
    if (!same) return unless(false, `lack of #${id}`, `${tag.name}#${id}`)
    return [
      ...unless(others.length === 0, `${nameOf(others[0] ?? tag)} besides ${nameOf(same)}`, 'one'),
      ...unless(kindOf(same) === tag.name, nameOf(same), nameOf(tag)),
      ...unless(
        bare(textOf(same)) === bare(textOf(tag)),
        `${nameOf(same)} with “${brief(textOf(same))}”`,
        `“${brief(textOf(tag))}”`
      ),
      ...(tag.attributes.href === undefined ? [] : compareTargets(same, tag, targetOf))
    ]
  })
}

/** Links of the text lead where those of the book lead. */
export function findLinks({ book, documents, targetOf }: ComparedMarkup): ReadonlyArray<Fault> {
  return compareLists(
    linksOf(documents.flatMap(({ tags }) => tags)).map(targetOf),
    linksOf(elementsOfBook(book)).map(wantedTarget),
    'the links of the text'
  )
}

/** Images are those of the book, byte for byte, each with its description. */
export function findImages({ book, documents, bytesOf }: ComparedMarkup): ReadonlyArray<Fault> {
  const found = imagesOf(documents.flatMap(({ tags }) => tags))
  const wanted = imagesOf(elementsOfBook(book))
  const alt = ({ attributes }: MarkupElement) => JSON.stringify(attributes.alt)
  return [
    ...compareLists(found.map(alt), wanted.map(alt), 'the descriptions of images'),
    ...found.flatMap((tag, index) => {
      const { src } = wanted[index]?.attributes ?? {}
      const asset = book.assets.find(({ url }) => url === src)
      const bytes = bytesOf(tag)
      const isSame = asset && bytes && Buffer.compare(asset.bytes, bytes) === 0
      return unless(isSame === true, `other bytes of ${nameOf(tag)}`, `those of ${src}`)
    })
  ]
}

function linksOf(tags: ReadonlyArray<MarkupElement>): ReadonlyArray<MarkupElement> {
  return inText(tags).filter(
    ({ name, attributes }) => name === 'a' && attributes.href !== undefined
  )
}

function imagesOf(tags: ReadonlyArray<MarkupElement>): ReadonlyArray<MarkupElement> {
  return inText(tags).filter(({ name }) => name === 'img')
}

function compareTargets(
  found: MarkupElement,
  wanted: MarkupElement,
  targetOf: ComparedMarkup['targetOf']
): ReadonlyArray<Fault> {
  const target = targetOf(found)
  const want = wantedTarget(wanted)
  return unless(target === want, `${nameOf(found)} that leads to ${target}`, want)
}

function wantedTarget({ attributes: { href = '' } }: MarkupElement): string {
  return href.startsWith('#') ? `#${decode(href.slice(1))}` : href
}

function brief(text: string): string {
  const words = [...bare(text)]
  return words.length > 24 ? `${words.slice(0, 24).join('')}…` : words.join('')
}
