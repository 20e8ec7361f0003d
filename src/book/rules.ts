/** A kind of problem. */
export type Rule = Readonly<{
  /**
   * `error`: the file or edition is not written; `warning`: it is written, except with `--strict`;
   * `info`: a remark.
   */
  severity: 'error' | 'warning' | 'info'
  /** How to fix it. */
  fix: string
}>

/** Every problem kanben can report. */
export const rules = {
  'received-empty': {
    severity: 'error',
    fix: 'Check that the file holds the text as it was received.'
  },
  'received-markdown': {
    severity: 'error',
    fix: 'Correct it by hand and build it; to clean once more, name the received text.'
  },
  'clean-decision': {
    severity: 'error',
    fix: 'Correct or remove the decision; each names a line end by its offset and twelve characters.'
  },
  'clean-line-end': {
    severity: 'warning',
    fix: 'Add `at`, `context`, `decide: join` (or `break`) and `why` to `decisions:` in the decisions file.'
  },
  'clean-heading': {
    severity: 'warning',
    fix: 'Compare with the original; correct the Markdown if a heading was lost or mistaken.'
  },
  'clean-character': {
    severity: 'info',
    fix: 'Compare with the original; it is kept as received, correct the Markdown if it is wrong.'
  },
  'clean-end': {
    severity: 'warning',
    fix: 'Write `complete: true`, or `complete: false` and what is missing as `gap:`, in the decisions file.'
  },
  'clean-metadata': {
    severity: 'warning',
    fix: 'Write it there and clean again, or in the front matter made.'
  },
  'source-unreadable': {
    severity: 'error',
    fix: 'Check that the path names a readable file.'
  },
  'source-encoding': {
    severity: 'error',
    fix: 'Save the file as UTF-8; from GB 18030: iconv -f GB18030 -t UTF-8.'
  },
  'source-empty': {
    severity: 'error',
    fix: 'Write the front matter and, below it, the text.'
  },
  'source-character': {
    severity: 'error',
    fix: 'Remove the character or replace it by the one that was meant.'
  },
  'source-digest': {
    severity: 'error',
    fix: 'Restore the received file, or clean it again so that `sha256` follows it.'
  },
  'source-decisions': {
    severity: 'error',
    fix: 'Restore the decisions file by which the received text was cleaned, or mend it: `kanben clean` with `--decisions` tells what does not fit.'
  },
  'source-normalised': {
    severity: 'warning',
    fix: 'The colophon tells readers what cleaning changed: write under `normalised:` what it does tell, or clean the received text again.'
  },
  'source-nested': {
    severity: 'error',
    fix: 'Put fewer quotations, lists or marks inside each other.'
  },
  'front-matter': {
    severity: 'error',
    fix: 'Open the file with a block of `title:`, `lang:`, `type:` and `date:` between two lines `---`.'
  },
  'front-matter-field': {
    severity: 'error',
    fix: 'See “Front matter” in source/README.md for the fields and what each may hold.'
  },
  'correction-place': {
    severity: 'error',
    fix: 'Name the paragraph as the editions number it, `p57`, or a section, `s3-2`, or leave `at` out.'
  },
  'correction-words': {
    severity: 'error',
    fix: 'Write under `to:` what stands in the text now, and under `from:` what stood there and no longer does, with as many words around as tell the place from others; or say `at:`.'
  },
  'text-unaccounted': {
    severity: 'warning',
    fix: 'Correct it back; or, if it was meant, tell it under `corrections:` with `date`, `what`, `at:` and the words, `from:` as received and `to:` as it stands now.'
  },
  'text-unheld': {
    severity: 'info',
    fix: 'Nothing need be done. Where the text was received from somebody, clean it with `kanben clean`, and every build tells what was changed since.'
  },
  'correction-untold': {
    severity: 'info',
    fix: 'Add `date`, `what`, `at`, `from` and `to` under `corrections:`; nothing need be done before a text is published.'
  },
  'heading-sequence': {
    severity: 'error',
    fix: 'Correct the enumerator or the number of `#`; kanben never renumbers.'
  },
  'heading-depth': {
    severity: 'error',
    fix: 'Use `##` for the first level and go down one level at a time; the title stands in the front matter.'
  },
  'directive-unknown': {
    severity: 'error',
    fix: 'Use `:::signatories`, `:::gap`, `:::dateline`, `:::poem` or `:::supplement`, each closed by `:::`.'
  },
  'directive-content': {
    severity: 'error',
    fix: 'See “Blocks” in source/README.md for what the block may hold.'
  },
  'signatory-separator': {
    severity: 'error',
    fix: 'Put one U+3000 (ideographic space) between the office and the name.'
  },
  'supplement-off': {
    severity: 'info',
    fix: 'Write `supplement: true` in the front matter to print it.'
  },
  'html-raw': {
    severity: 'error',
    fix: 'Write it in Markdown; to print the characters themselves put a backslash before the `<`.'
  },
  annotation: {
    severity: 'error',
    fix: 'Write `{漢字|hàn zì}` or, with a reading for each character, `{漢字|hàn|zì}`; to print the braces themselves put a backslash before the `{`.'
  },
  language: {
    severity: 'error',
    fix: 'Write `:span[Shanghai Spirit]{lang=en}`, with the tag of the language (BCP 47); to print the word itself put a backslash before the colon.'
  },
  'link-target': {
    severity: 'error',
    fix: 'Link to an http:, https:, mailto: or tel: address, or to `#` and an identifier of this document.'
  },
  'link-title': {
    severity: 'error',
    fix: 'Write it in the text, and take it out of the brackets: only an image alone in its paragraph has a title, its caption.'
  },
  'reference-undefined': {
    severity: 'error',
    fix: 'Define the reference or the note, or put a backslash before the `[`.'
  },
  'definition-unused': {
    severity: 'error',
    fix: 'Refer to it, or delete it; if the line is text, put a backslash before the `[`.'
  },
  'note-uncalled': {
    severity: 'error',
    fix: 'Call the note in the text, `[^1]`, or delete it; a note nothing calls is not printed.'
  },
  'list-sequence': {
    severity: 'error',
    fix: 'Number the items one by one, as `1.`, or keep the mark as text with a backslash before it, `3\\.` or `1\\)`; kanben never renumbers.'
  },
  'code-words': {
    severity: 'error',
    fix: 'Put the words inside the block; to print the fence itself put a backslash before it.'
  },
  'table-cells': {
    severity: 'error',
    fix: 'Give the row no more cells than the head has; a `|` of the text is written `\\|`.'
  },
  'image-remote': {
    severity: 'error',
    fix: 'Save the image beside the source and name it by a relative path.'
  },
  'image-missing': {
    severity: 'error',
    fix: 'Put the image beside the source, as PNG, JPEG, GIF, WebP or SVG.'
  },
  'image-alternative': {
    severity: 'warning',
    fix: 'Describe the image between the square brackets: ![description](file.png).'
  },
  'text-lost': {
    severity: 'error',
    fix: 'This is a fault of kanben: the characters are in the source and would not be printed. Please report it.'
  },
  'font-character': {
    severity: 'error',
    fix: 'Check the character; if it is right, no bundled font can print it: a template may bring one that does. In a title it keeps an EPUB from being made too, whose cover is drawn.'
  },
  'page-room': {
    severity: 'error',
    fix: 'No page could hold it, and part of it would be lost: make it shorter, or its columns wider.'
  },
  'template-file': {
    severity: 'error',
    fix: 'A style sheet of a template is a readable file: pdf.css, epub.css or html.css.'
  },
  'template-unknown': {
    severity: 'error',
    fix: 'Name a template, or the path of a folder with settings.yaml, such as ./mine.'
  },
  'template-settings': {
    severity: 'error',
    fix: 'See “Settings” in templates/README.md for the settings and what each may be.'
  },
  'template-font': {
    severity: 'error',
    fix: 'A font of a template is a static TrueType font; see “A font of your own” in templates/README.md.'
  },
  'template-profile': {
    severity: 'error',
    fix: 'Name the output profile your printer gives you, Gray or CMYK, of version 4 at most; see “A profile of your printer” in templates/README.md.'
  },
  'template-paint': {
    severity: 'error',
    fix: 'Take out of the template’s pdf.css what hides text, changes it or makes a picture of it, such as opacity, filter, mask, mix-blend-mode, text-transform.'
  },
  'image-text': {
    severity: 'error',
    fix: 'Turn the text of the image into paths, or bring it as PNG: the PDF has none of its fonts.'
  },
  'image-blank': {
    severity: 'error',
    fix: 'Nothing of the image is painted: correct it, or take it out.'
  },
  'request-refused': {
    severity: 'error',
    fix: 'An edition is made from memory: take the address out of the source or the template.'
  },
  'browser-missing': {
    severity: 'error',
    fix: 'Install Chrome or Chromium, or the npm package puppeteer, which downloads one; or set KANBEN_CHROME to the path of yours.'
  },
  'browser-cache': {
    severity: 'error',
    fix: 'The browser is unpacked into the cache folder: make it writable, or set XDG_CACHE_HOME to one that is.'
  },
  'browser-other': {
    severity: 'info',
    fix: 'The bytes of the PDF may differ from those made with the pinned browser on Linux x64.'
  },
  'edition-text': {
    severity: 'error',
    fix: 'The edition is not written, because its text is not that of the source. If a table, a heading or a line there is too large for a page, make it smaller; if the template’s pdf.css changes the size of `.pagedjs_page`, take that out; if neither, please report it.'
  },
  'edition-font': {
    severity: 'error',
    fix: 'The edition is not written. Use only the families of the template: Song, Hei, Kai; turn text in an SVG image into paths.'
  },
  'edition-overlap': {
    severity: 'error',
    fix: 'The edition is not written, because two characters lie one over the other. Take out what the template’s pdf.css moves in the text; if it moves nothing, please report it.'
  },
  'edition-contents': {
    severity: 'error',
    fix: 'The edition is not written, because its contents or outline are wrong. Please report it.'
  },
  'edition-imposition': {
    severity: 'error',
    fix: 'The edition is not written, because a page of the booklet is not where it belongs. If `press.creep` takes text over the fold, make it smaller; if not, please report it.'
  },
  'booklet-creep': {
    severity: 'error',
    fix: 'The booklet is not written, because text would cross the fold. Make `press.creep` smaller, or build a shorter text.'
  },
  'booklet-thick': {
    severity: 'warning',
    fix: 'So many sheets do not fold into one another: have the press file glued, or build a shorter text.'
  },
  'edition-cover': {
    severity: 'error',
    fix: 'The edition is not written. Part a long title with `|` in the front matter, or take out what the template’s pdf.css adds to the cover; if it adds nothing, please report it.'
  },
  'verapdf-broken': {
    severity: 'warning',
    fix: 'Run `verapdf --version`; mend its installation, or take it off the search path.'
  },
  'edition-conformance': {
    severity: 'error',
    fix: 'The edition is not written, because its file breaks the standard named. If the template’s pdf.css paints or adds something there, take it out; if not, please report it.'
  },
  'type-area': {
    severity: 'error',
    fix: 'The edition is not written. Make the word, the table or the line there smaller, or part it.'
  },
  'glyph-size': {
    severity: 'error',
    fix: 'The edition is not written, because its pages were scaled. Please report it.'
  },
  'line-flush': {
    severity: 'warning',
    fix: 'Look at the line: a long word or address may be given other places to break.'
  },
  'line-grid': {
    severity: 'warning',
    fix: 'Look at the page: what stands above the line is not a whole number of lines high.'
  },
  'line-start': {
    severity: 'warning',
    fix: 'A mark that closes or pauses may not begin a line (GB/T 15834). If the measure leaves no other way, change the wording.'
  },
  'line-end': {
    severity: 'warning',
    fix: 'A mark that opens may not end a line (GB/T 15834). If the measure leaves no other way, change the wording.'
  },
  'line-parted': {
    severity: 'warning',
    fix: 'A number stays with its unit, a dash with its other half. If the measure leaves no other way, change the wording.'
  },
  'line-gap': {
    severity: 'warning',
    fix: 'Change the wording, or give the long word or number in it or in the next line another place.'
  },
  'gap-uneven': {
    severity: 'warning',
    fix: 'The characters of the line are spaced unevenly. Please report it.'
  },
  'mark-line-end': {
    severity: 'warning',
    fix: 'A mark at a line end takes half an em (GB/T 15834). Please report it.'
  },
  'mark-line-start': {
    severity: 'warning',
    fix: 'Opening marks at line starts are set in one way, `trimLineStart` of the template. Please report it.'
  },
  'mark-room': {
    severity: 'warning',
    fix: 'Marks are not set as `marks` of the template says. Please report it.'
  },
  'digit-width': {
    severity: 'warning',
    fix: 'The face has no half-width digits (OpenType feature `hwid`): use one that has.'
  },
  'style-face': {
    severity: 'warning',
    fix: 'The face of the style has no Han characters, or not these: name another in the template.'
  },
  'lone-character': {
    severity: 'warning',
    fix: 'Change the wording, so that the paragraph ends a character sooner or later.'
  },
  'page-widow': {
    severity: 'warning',
    fix: 'Look at the pages: the last line of a paragraph stands alone at a head. Change the wording.'
  },
  'page-orphan': {
    severity: 'warning',
    fix: 'Look at the pages: the first line of a paragraph stands alone at a foot. Change the wording.'
  },
  'page-heading': {
    severity: 'warning',
    fix: 'Look at the pages: a heading stands at a foot without two lines of its text. Change the wording.'
  },
  'page-short': {
    severity: 'info',
    fix: 'Nothing need be done: a page ends early for the sake of others.'
  },
  'table-row': {
    severity: 'warning',
    fix: 'The row is higher than a page: part it in the source.'
  },
  'table-head': {
    severity: 'warning',
    fix: 'The table goes on to another page without its head. Please report it.'
  },
  'signatory-columns': {
    severity: 'warning',
    fix: 'The signatories do not stand in two columns on one page. Please report it.'
  },
  'folio-place': {
    severity: 'warning',
    fix: 'Correct the margin boxes in the style sheet of the template.'
  },
  'running-head': {
    severity: 'warning',
    fix: 'Correct the margin boxes in the style sheet of the template; a title too long for one line has no running head.'
  },
  'contents-place': {
    severity: 'warning',
    fix: 'The contents are out of line. Correct the style sheet of the template, or report it.'
  },
  'vertical-digits': {
    severity: 'warning',
    fix: 'A number lies on its side or is set digit by digit. Please report it.'
  },
  'vertical-quotes': {
    severity: 'warning',
    fix: 'The face has no vertical forms of quotation marks: use one that has.'
  },
  'name-mark': {
    severity: 'warning',
    fix: 'Correct the rules for `u` in the style sheet of the template: a 专名号 or 书名号 is not drawn.'
  },
  'paragraph-number': {
    severity: 'warning',
    fix: 'Correct the rules for `.paragraph-number` in the style sheet of the template: a number stands elsewhere.'
  },
  'rule-excepted': {
    severity: 'info',
    fix: 'To keep the rule, delete the exception in the settings of the template.'
  },
  'output-unwritable': {
    severity: 'error',
    fix: 'Free the place, or name a folder that can be written with `--out`.'
  },
  'edition-pages': {
    severity: 'error',
    fix: 'The edition is not written, because its page numbers are not those of the PDF. Please report it.'
  },
  'edition-package': {
    severity: 'error',
    fix: 'The edition is not written, because its files, links or identifiers are not what they have to be. Please report it.'
  },
  'edition-hidden': {
    severity: 'error',
    fix: 'The edition is not written, because a reader would not see text that is in it. Take the rule named out of the template’s epub.css or html.css; if it is none of yours, please report it.'
  },
  'pages-unknown': {
    severity: 'info',
    fix: 'Build the PDF in the same run, `--to pdf,epub,html`, and the edition has its page numbers.'
  },
  'edition-differs': {
    severity: 'error',
    fix: 'Build on Linux x64 with the browser npm brought; if it differs there too, report it as a fault of kanben.'
  },
  'site-foreign': {
    severity: 'error',
    fix: 'The folder of a site is replaced as a whole, and nothing is deleted that kanben did not make: put the file elsewhere, or name another folder with `--out`.'
  },
  'site-changed': {
    severity: 'error',
    fix: 'The folder of a site is replaced as a whole, and the change would be lost: delete the folder if the change is not needed, or name another with `--out`.'
  },
  'site-removed': {
    severity: 'warning',
    fix: 'A site has the documents of one run: build all of them in one, or, if these are to go, delete the folder first.'
  },
  'site-address': {
    severity: 'info',
    fix: 'Say where it will be found, `--base-url https://example.org/texts/`: without it the links of the feed are relative, and its identifier is made of the issuing bodies.'
  },
  'site-incomplete': {
    severity: 'error',
    fix: 'Correct what is told of the document and build again; a site that was there is left as it was.'
  },
  'output-exists': {
    severity: 'error',
    fix: 'Somebody may have corrected it: write elsewhere with `--out`, or over it with `--force`.'
  },
  'press-colour': {
    severity: 'error',
    fix: 'The press file is not written, because a press that prints with black cannot show it. Save the image in greys, or take the effect out of the template’s pdf.css.'
  },
  'press-blend': {
    severity: 'warning',
    fix: 'Look at the page of the press file: of greys the blend mode makes another grey than of colours. Save the image in greys, or take the blend mode out.'
  },
  'press-grey': {
    severity: 'info',
    fix: 'Nothing need be done: the press file prints it in shades of black. To choose them yourself, save the image in greys.'
  },
  'press-resolution': {
    severity: 'warning',
    fix: 'It may look coarse in print: bring a larger image, of 300 pixels per inch as is usual, or one in SVG; or have the template’s pdf.css show it smaller.'
  },
  'render-failed': {
    severity: 'error',
    fix: 'If a page holds more than fits it, shorten what stands there (on page i, the title) or take out what the template’s pdf.css adds to it. Otherwise build again, and if it happens twice, please report it with the source.'
  },
  'pictures-failed': {
    severity: 'warning',
    fix: 'The editions are not touched by it; build again, and if it happens twice, please report it with the source.'
  }
} as const

/** Identifier of a rule. */
export type RuleId = keyof typeof rules
