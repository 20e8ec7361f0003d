export { readAssets } from './read/assets.ts'
export { readSource, type Source } from './read/source.ts'
export { readTemplate } from './read/template.ts'
