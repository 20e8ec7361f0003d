export { readAssets } from './read/assets.ts'
export { readSource, type Source } from './read/source.ts'
export { readReportStyles } from './read/template/style-sheets.ts'
export { findTemplate, readTemplate } from './read/template.ts'
