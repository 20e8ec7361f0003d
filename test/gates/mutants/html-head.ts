import { inPage, type Row } from './plant.ts'

const p11 = '<p id="p11">'

/** Faults of the head. */
export const headFaults: ReadonlyArray<Row> = [
  ['head: no doctype', inPage('<!doctype html>\n', '')],
  ['head: another encoding', inPage('<meta charset="utf-8">', '<meta charset="gb18030">')],
  ['head: no encoding', inPage('<meta charset="utf-8">\n', '')],
  [
    'head: the encoding late',
    inPage(/<meta charset="utf-8">([\s\S]*?)(<style>)/, '$1<meta charset="utf-8">$2')
  ],
  ['head: no title', inPage(/<title>.*?<\/title>/, '')],
  ['head: one character of the title', inPage('杜尚别宣言</title>', '杜尚別宣言</title>')],
  ['head: another description', inPage(/(name="description" content="[^"]*)2021/, '$12022')],
  ['head: another Open Graph title', inPage(/(property="og:title" content=")上海/, '$1北京')],
  [
    'head: another Open Graph address',
    inPage(/(property="og:url" content="[^"]*)declaration/, '$1declarations')
  ],
  ['head: a canonical that is none', inPage(/(rel="canonical" href=")[^"]*/, '$1/declaration')],
  ['head: no zoom', inPage('initial-scale=1', 'initial-scale=1, maximum-scale=1')],
  ['head: no policy', inPage(/<meta http-equiv="Content-Security-Policy"[^>]*>\n/, '')],
  [
    'head: a policy of scripts',
    inPage('default-src &#x27;none&#x27;', 'default-src &#x27;none&#x27;; script-src *')
  ],
  [
    'head: a policy behind the style',
    inPage(/(<meta http-equiv="Content-Security-Policy"[^>]*>)([\s\S]*?<\/style>)/, '$2$1')
  ],
  [
    'head: a refresh',
    inPage(
      '<meta charset="utf-8">',
      '<meta charset="utf-8"><meta http-equiv="refresh" content="1">'
    )
  ],
  [
    'head: a style from the web',
    inPage('<style>', '<link rel="stylesheet" href="https://example.org/a.css"><style>')
  ],
  [
    'head: fonts in a page of its own',
    inPage('<style>', '<link rel="stylesheet" href="../fonts/fonts.css"><style>')
  ],
  [
    'head: a preconnect',
    inPage('<style>', '<link rel="preconnect" href="https://example.org"><style>')
  ],
  [
    'head: a link to another EPUB',
    inPage(/(<link rel="alternate"[^>]*)declaration\.epub/, '$1draft.epub')
  ],
  [
    'head: an EPUB called PDF',
    inPage('type="application/epub+zip" href', 'type="application/pdf" href')
  ],
  ['head: no icon', inPage(/<link rel="icon"[^>]*>\n/, '')],
  ['data: no JSON', inPage('"@context"', '@context')],
  ['data: no data', inPage(/<script type="application\/ld\+json">.*?<\/script>/, '')],
  ['data: another name', inPage('"name":"上海', '"name":"北京')],
  [
    'data: another date',
    inPage('"legislationDate":"2021-09-17"', '"legislationDate":"2021-09-18"')
  ],
  ['data: another identifier', inPage('"@id":"urn:uuid:6', '"@id":"urn:uuid:7')],
  [
    'data: another digest of the Markdown',
    inPage(/("propertyID":"SHA-256","value":").{4}/, '$10000')
  ],
  ['data: another digest of the PDF', inPage(/("contentSize":"[^"]*","sha256":").{4}/, '$1zzzz')],
  ['data: an edition left out', inPage(/("encoding":\[)\{[^}]*\},/, '$1')],
  ['data: alternative texts of no images', inPage('"readingOrder"', '"alternativeText"')],
  ['safety: a script', inPage('</body>', '<script>alert(1)</script></body>')],
  [
    'safety: a script from the web',
    inPage('</body>', '<script src="https://example.org/a.js"></script></body>')
  ],
  ['safety: an event', inPage(p11, '<p id="p11" onclick="alert(1)">')],
  [
    'safety: a form',
    inPage('</article>', '<form action="https://example.org/"><input name="q"></form></article>')
  ],
  [
    'safety: a frame',
    inPage('</article>', '<iframe src="https://example.org/"></iframe></article>')
  ],
  [
    'safety: a picture of the style',
    inPage('<style>', '<style>body { background: url(https://example.org/a.png) }')
  ],
  ['safety: an import', inPage('<style>', '<style>@import "https://example.org/a.css";')],
  ['safety: another base', inPage('<title>', '<base href="https://example.org/"><title>')]
]
