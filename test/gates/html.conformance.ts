import { axe } from './axe.ts'
import { htmlValidate } from './html-validate.ts'
import { plantInPage } from './plant.ts'
import { prove, type Sample } from './prove.ts'
import { paged, readEdition, readSitePage, works } from './published.ts'
import { vnu } from './vnu.ts'

const samples = [
  ...works.map((work): Sample => [work, () => readEdition(work, 'html')]),
  ...paged.map((work): Sample => [`${work}, page of a site`, () => readSitePage(work)])
]

/** Changes to the page with every construct. */
const planted = async (from: string, to: string) =>
  plantInPage(await readEdition('full', 'html'), from, to)

prove(
  vnu,
  {
    fault: 'a paragraph within a heading',
    make: () => planted('</h3>', '<p>段</p></h3>'),
    finding: /“p” not allowed as child of .*“h3”/
  },
  samples
)

prove(
  htmlValidate,
  {
    fault: 'an identifier given twice',
    make: () => planted('id="s2"', 'id="s1"'),
    finding: /no-dup-id/
  },
  samples
)

prove(
  axe,
  {
    fault: 'text too pale to be read',
    make: () => planted('</style>', 'p { color: rgb(200 200 200 / 0.5) }</style>'),
    finding: /color-contrast .*1280 px, light/
  },
  samples
)

prove(
  { ...axe, name: 'axe, the width of the screen' },
  {
    fault: 'a page wider than its screen',
    make: () => planted('</style>', '.body { min-width: 400px }</style>'),
    finding: /^overflow \d+ px \(320 px, light\)$/m
  },
  []
)
