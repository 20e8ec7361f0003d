export { readAssets } from './read/assets.ts'
export { type Received, readSource, type Source } from './read/source.ts'
export { readTemplate } from './read/template.ts'
