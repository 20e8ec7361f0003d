export { readAssets } from './read/assets.ts'
export { readReportStyles } from './read/report-styles.ts'
export { readSource, type Source } from './read/source.ts'
export { readTemplate } from './read/template.ts'
