import { ace } from './ace.ts'
import { epubcheck } from './epubcheck.ts'
import { epubcheckTs } from './epubcheck-ts.ts'
import { plantInEpub } from './plant.ts'
import { prove, type Sample } from './prove.ts'
import { readEdition, works } from './published.ts'

const samples = works.map((work): Sample => [work, () => readEdition(work, 'epub')])

const page = 'EPUB/text/s1.xhtml'

prove(
  epubcheck,
  {
    fault: 'a link that leads nowhere',
    make: async () => plantInEpub(await readEdition('full', 'epub'), page, '#s2"', '#nowhere"'),
    finding: /RSC-012/
  },
  samples
)

prove(
  epubcheckTs,
  {
    fault: 'a language that is none',
    make: async () =>
      plantInEpub(await readEdition('full', 'epub'), 'EPUB/package.opf', '>zh-Hans<', '>Chinese!<'),
    finding: /OPF-092/
  },
  samples
)

prove(
  ace,
  {
    fault: 'an image without a text',
    make: async () =>
      plantInEpub(
        await readEdition('full', 'epub'),
        'EPUB/text/s2.xhtml',
        /<img (.*?) ?alt="印章"/,
        '<img $1'
      ),
    finding: /image-alt/
  },
  samples
)
