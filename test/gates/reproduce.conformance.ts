import { test } from 'vitest'
import { proveSameBytes } from '../reproduce-sample.ts'

test('the bytes are said to be the same of a PDF and a report as well', async () => {
  const args = ['--template', './mine', '--to', 'pdf,epub', '--to', 'html', '--report']
  const endings = ['pdf', 'epub', 'html', 'pages.json', 'report.html']
  await proveSameBytes(
    args,
    undefined,
    endings.map((ending) => `a.${ending}`)
  )
})

test('those of a site are, by the list of its files', async () => {
  const args = ['--to', 'html', '--site', '--base-url', 'https://example.org/']
  const files = ['a.html', 'site/a/index.html', 'site/kanben.sha256']
  await proveSameBytes(args, 'other/out', files)
})
